"""What an action's texts say of what is recorded, compared with the records (METHOD.md §8).

A false alarm is worse than a miss: only what plainly names something recorded is compared, and it contradicts the
records only when it cannot be about anything else.
"""
