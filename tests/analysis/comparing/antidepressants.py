"""A published case: four antidepressants and placebo by six outcomes, without any preference between outcomes.

van Valkenhoef, Tervonen, Zhao, de Brock, Hillege and Postmus, «Multicriteria benefit-risk assessment using network
meta-analysis», Journal of Clinical Epidemiology 65 (2012) 394–403. Its draws and the ranks they give are an integration
test of the R package `smaa` (itest/hansen): means and covariances (× 10,000) below are those of its 10,000 draws of
partial values, in the order of ALTERNATIVES; RANKS is what the package prints.
"""

ALTERNATIVES = ("Fluoxetine", "Paroxetine", "Placebo", "Sertraline", "Venlafaxine")
OUTCOMES = {
    "HAM-D responders": (
        (0.576, 0.635, 0.461, 0.621, 0.660),
        ((15.0,), (12.3, 18.0), (7.8, 7.3, 8.0), (13.1, 12.2, 7.6, 19.0), (12.2, 11.3, 7.2, 10.7, 14.9)),
    ),
    "Diarrhea": (
        (0.823, 0.879, 0.897, 0.772, 0.887),
        ((19.9,), (13.4, 14.9), (5.5, 4.1, 3.5), (19.1, 15.6, 6.5, 29.3), (11.6, 9.6, 3.7, 13.0, 13.6)),
    ),
    "Dizziness": (
        (0.877, 0.810, 0.890, 0.906, 0.725),
        ((49.3,), (65.2, 107.2), (35.3, 48.9, 33.0), (38.9, 57.0, 28.5, 37.6), (79.6, 113.2, 61.6, 65.0, 150.5)),
    ),
    "Headache": (
        (0.723, 0.738, 0.762, 0.721, 0.797),
        ((50.2,), (45.4, 51.2), (34.4, 32.9, 31.5), (46.7, 45.1, 34.5, 51.1), (39.4, 39.5, 27.8, 39.2, 41.7)),
    ),
    "Insomnia": (
        (0.856, 0.861, 0.930, 0.820, 0.832),
        ((13.9,), (12.1, 16.0), (3.2, 3.1, 1.7), (13.1, 12.9, 3.8, 22.6), (13.4, 13.5, 3.6, 14.8, 23.4)),
    ),
    "Nausea": (
        (0.831, 0.795, 0.882, 0.794, 0.738),
        ((20.1,), (21.0, 29.7), (8.8, 10.0, 6.5), (20.4, 23.6, 10.3, 27.8), (25.3, 28.7, 11.9, 27.4, 40.8)),
    ),
}
RANKS = {
    "Fluoxetine": (0.0244, 0.2601, 0.3195, 0.3216, 0.0744),
    "Paroxetine": (0.1450, 0.3298, 0.2559, 0.2207, 0.0486),
    "Placebo": (0.6002, 0.1156, 0.0980, 0.0616, 0.1246),
    "Sertraline": (0.0768, 0.1304, 0.1895, 0.2254, 0.3779),
    "Venlafaxine": (0.1536, 0.1641, 0.1371, 0.1707, 0.3745),
}
"""Share of the first rank, of the second… over 10,000 draws."""
