"""A leader registers colleagues of the coalition, and sees what nobody of them will hear."""
