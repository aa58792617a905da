"""The parts of a support plan: what to answer, which modules may, which do, in what sessions, on what days."""
