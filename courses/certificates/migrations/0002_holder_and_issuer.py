from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("certificates", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="certificate",
            name="issuer_name",
            field=models.CharField(default="Région Bourgogne-Franche-Comté", max_length=80),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="certificate",
            name="name_shown",
            field=models.CharField(
                choices=[
                    ("full", "my whole name"),
                    ("initials", "my initials only"),
                    ("none", "no name"),
                ],
                default="full",
                help_text="as the holder chose",
                max_length=10,
            ),
        ),
    ]
