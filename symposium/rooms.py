"""The pages behind the "regie" of an edition: each room of this app adds its line, as (label, name of the path).

Every path takes the year of the edition alone, and is the coordinator's.
"""

PAGES = (
    ("Programma maken", "symposium:programme_make"),
    ("Sprekers", "symposium:speaker_list"),
    ("Voorstellen voor workshops", "symposium:proposal_list"),
    ("De oproep instellen", "symposium:call_edit"),
    ("Aanmelden instellen", "symposium:registration_settings"),
    ("Aanmeldingen", "symposium:registration_list"),
    ("Plekken en wachtlijsten", "symposium:place_list"),
    ("Plekken verdelen", "symposium:allocation_detail"),
    ("De dag zelf", "symposium:entrance"),
    ("Evaluatie", "symposium:evaluation"),
    ("Wat mensen ermee deden", "symposium:intention_list"),
    ("Punten voor registers", "symposium:accreditation_list"),
)
