import sqlalchemy as sa


def Table(*args, **options):
    options["mysql_charset"] = "utf8mb4"
    return sa.Table(*args, **options)


class Schema:
    metadata = sa.MetaData()

    patches = Table("patches", metadata, sa.Column("id", sa.Integer, primary_key=True))

    stamps = Table(
        "stamps",
        metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("patch_id", sa.Integer, sa.ForeignKey("patch.id")),  # expect: SQR203
    )

    sa.Index("stamps_patch", stamps.c.patch_id)
