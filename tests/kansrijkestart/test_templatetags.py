from django.template import Context, Template

from coalitions.province_map import Shape

MAP = (
    "{% load portal %}{% province_map shapes=shapes legend=legend view_box='0 0 1 1' title='Kaart' "
    "description='Uitleg' table_caption='Tabel' state_heading='' %}"
)


def draw(label):
    shape = Shape("Ameland", "M0 0z", "/coalities/ameland/", "active", label)
    return Template(MAP).render(Context({"shapes": (shape,), "legend": ()}))


def test_map_is_drawn_anew_when_what_it_shows_changes():
    first, second, again = draw("vormen"), draw("borgen"), draw("vormen")

    assert "Ameland, vormen" in first
    assert "Ameland, borgen" in second
    assert again == first


def test_map_escapes_what_it_shows():
    assert "<script>" not in draw("<script>")
