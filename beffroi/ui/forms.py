from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """Every form field is drawn the same way: label, help, error, field."""

    field_template_name = "ui/field.html"
    form_template_name = "ui/form.html"
