from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0003_site_help_page"),
    ]

    operations = [
        migrations.AddField(
            model_name="sitesettings",
            name="publishes_alone",
            field=models.BooleanField(
                default=False,
                help_text="For a site with a single trainer: whoever writes a module may publish it whole. The history of the module then says “without review”.",
                verbose_name="trainers publish without review",
            ),
        ),
    ]
