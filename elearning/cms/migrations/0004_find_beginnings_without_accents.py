from django.db import migrations

# What is indexed already is folded in place: the lexemes are kept, their text is not.
FORWARDS = """
CREATE TEXT SEARCH CONFIGURATION simple_unaccent (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION simple_unaccent
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple;
UPDATE wagtailsearch_indexentry SET autocomplete = unaccent(autocomplete::text)::tsvector;
"""


def create_search_configuration(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FORWARDS)


def drop_search_configuration(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TEXT SEARCH CONFIGURATION simple_unaccent")


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0003_logo_and_colour_of_the_site"),
        ("wagtailsearch", "0010_add_text_fields"),
    ]

    operations = [migrations.RunPython(create_search_configuration, drop_search_configuration)]
