from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0008_certificate_level")]

    operations = [
        migrations.RemoveIndex(model_name="profile", name="registry_profile_place"),
        migrations.AddIndex(
            model_name="profile",
            index=models.Index(
                condition=models.Q(("retracted", None)),
                fields=["place_id", "kind", "valid_to", "valid_from", "statistical_status", "sector", "organisation_id"],
                name="registry_profile_place",
            ),
        ),
    ]
