"""What every site is furnished with: base templates, components, form fields, doors. No rules, no data of its own."""
