"""How every form is drawn, ours and those of packages alike."""

from django.forms.renderers import TemplatesSetting

from kansrijkestart.fields import draw_field
from kansrijkestart.widgets import DRAWERS


class PortalRenderer(TemplatesSetting):
    """`{{ form }}` and `{{ field.as_field_group }}` draw our components, with our widgets' HTML."""

    form_template_name = "components/form.html"
    field_template_name = "kansrijkestart/fields.py"  # no template: see there

    def render(self, template_name, context, request=None):
        if template_name == self.field_template_name:
            return draw_field(**context)
        draw = DRAWERS.get(template_name)
        return draw(context["widget"]) if draw else super().render(template_name, context, request)
