"""The cooperative being prepared: its rules checked, the weight of its colleges, and who could be a member."""
