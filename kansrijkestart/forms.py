"""How every form is drawn, ours and those of packages alike."""

from django.forms.renderers import TemplatesSetting


class PortalRenderer(TemplatesSetting):
    """`{{ form }}` and `{{ field.as_field_group }}` draw through our two components, with our widgets' HTML."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
