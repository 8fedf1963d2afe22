"""Afterwards, for who was there: a certificate that anybody can check, and points for a professional register."""
