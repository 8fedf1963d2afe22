"""What is said in the rounds of the demo: plainly invented."""

from dataclasses import dataclass

from surveys.models import Mode


@dataclass(frozen=True)
class Sent:
    """One round; `opened` and `length` are days, the first before the seed."""

    key: str
    number: int
    title: str
    intro: str
    mode: str
    opened: int
    length: int = 28
    word: str = ""


ROUNDS = (
    Sent(
        "coalitiescan",
        1,
        "Coalitiescan, de eerste keer",
        "Hoe ver zijn jullie? Vul de scan samen in, aan tafel. Er is geen goed of fout.",
        Mode.JOINT,
        660,
        word="Dank jullie wel voor je tijd. Wat opviel: jullie kennen elkaar goed, maar de overdracht van kraamzorg "
        "naar jeugdgezondheidszorg hapert bijna overal. Daar gaan we bij de volgende bijeenkomst mee aan de slag.",
    ),
    Sent(
        "borgingscheck",
        1,
        "Borgingscheck, de eerste keer",
        "Blijft jullie werk bestaan als er iemand vertrekt? Vul de check samen in.",
        Mode.JOINT,
        470,
        word="Veel coalities hangen aan één trekker. Ik zoek met de gemeenten uit hoe dat steviger kan, en kom er in "
        "het voorjaar op terug.",
    ),
    Sent(
        "samenwerking",
        1,
        "Samenwerken met partners",
        "Hoe loopt het samenwerken in de praktijk? Je vult dit in zonder naam.",
        Mode.ANONYMOUS,
        360,
        word="Jullie weten elkaar te vinden, maar horen zelden terug wat er met een doorverwijzing gebeurde. De tafel "
        "Zorgpad neemt dat mee.",
    ),
    Sent(
        "borgingscheck",
        2,
        "Borgingscheck, de tweede keer",
        "Een jaar later: wat is er veranderd? Let op: we vragen nu alleen naar betaalde uren.",
        Mode.JOINT,
        160,
        word="Meer coalities hebben het geld voor volgend jaar rond. Het inwerken van nieuwe mensen blijft achter: er "
        "komt een voorbeeld dat jullie kunnen gebruiken.",
    ),
    Sent(
        "coalitiescan",
        2,
        "Coalitiescan, de tweede keer",
        "Jullie antwoorden van de vorige keer staan erbij. Klopt het nog, of is er iets veranderd?",
        Mode.JOINT,
        18,
        length=23,
    ),
)
HELPS = (
    "Een vast overleg, elke maand, met steeds dezelfde mensen.",
    "We kennen elkaar. Maar als er iemand ziek is, ligt het stil.",
    "De afstanden zijn groot. Bellen werkt beter dan vergaderen.",
    "De huisartsen missen we nog. Die zijn moeilijk te bereiken.",
    "Er is een vaste vergoeding voor wie meepraat uit eigen ervaring. Dat helpt echt.",
    "De wijkverpleegkundige heeft vaste uren voor de coalitie. Daardoor gaat het door.",
    "We beginnen elk overleg met één voorbeeld uit de praktijk. Dan weet je weer waarvoor je het doet.",
    "Het staat op papier, maar nieuwe collega's kennen het papier niet.",
    "Het consultatiebureau zit nu in hetzelfde gebouw als welzijn. Dat scheelt veel bellen.",
    "We wachten al een half jaar op een nieuwe wethouder. Tot die tijd beslist niemand.",
    "De vrijwilligers die bij gezinnen komen, schuiven aan. Zij horen dingen die wij niet horen.",
    "Elke organisatie telt anders. Zo komen we niet verder dan een gevoel.",
)
NEXT = (
    "De overdracht van kraamzorg naar de jeugdgezondheidszorg.",
    "Ouders eerder laten meepraten, niet pas als het plan af is.",
    "Een overzicht van wie wat doet, op één bladzijde.",
    "Een achterwacht voor de trekker.",
    "De huisartsen erbij, al is het maar één keer per jaar.",
    "Jonge ouders bereiken die nu nergens binnenlopen.",
    "Eén telefoonnummer waar een verloskundige altijd iemand krijgt.",
)
GOES_ON = (
    "Het geld moet in de gewone begroting komen, niet in een project.",
    "Er moet een tweede persoon zijn die alles weet.",
    "De afspraken horen in het inwerkprogramma van elke partner.",
    "De gemeente moet uren geven, en niet alleen een handtekening.",
    "Elk jaar samen kijken wat het oplevert, en dat ook aan de raad laten zien.",
)
REASONS = ("Samen met de wijkverpleegkundige.", "We belden elkaar dezelfde dag nog.", "")
REMARK = "Bij ons in de praktijk is dit na de zomer veranderd. Zullen we het er donderdag over hebben?"
OTHER_VIEW = "Vanuit de jeugdgezondheidszorg zien we dat het nog vaak misgaat. Ik zou lager uitkomen."
CALLED = "Er is nog geen coalitieleider. De huisarts vult het volgende week in."
