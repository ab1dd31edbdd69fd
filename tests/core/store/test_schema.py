"""A library made by the migrations has the schema of the models and triggers."""

import re

import pytest
from sqlalchemy import Engine, Integer, create_engine
from sqlmodel import SQLModel

from readinglist.core.store import migrations, tables, triggers

MODELS = SQLModel.metadata


def schema(engine: Engine) -> dict[tuple[str, str], list[str]]:
    with engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
        ).all()
    engine.dispose()
    return {(kind, name): normalised(sql) if kind == "table" else [" ".join(sql.split())] for kind, name, sql in rows}


def normalised(sql: str) -> list[str]:
    """A table's parts without regard to space, and to the order in which its constraints are written."""
    text = re.sub(r"\s*([(),])\s*", r"\1", " ".join(sql.split()))
    begin, _, rest = text.partition("(")
    inner, _, options = rest.rpartition(")")
    parts = re.split(r",(?![^(]*\))", inner)
    names = [part for part in parts if not part.startswith(("PRIMARY", "FOREIGN", "UNIQUE"))]
    return [begin, *names, *sorted(set(parts) - set(names)), options]


@pytest.fixture
def migrated() -> Engine:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        assert migrations.migrate(connection)
    return engine


@pytest.fixture
def fresh() -> Engine:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        MODELS.create_all(connection)
        for statement in triggers.trigger_statements():
            connection.exec_driver_sql(statement)
    return engine


def test_a_migrated_library_has_the_schema_of_the_models(migrated: Engine, fresh: Engine) -> None:
    assert schema(migrated) == schema(fresh)


def test_the_schema_version_is_the_number_of_migrations(migrated: Engine) -> None:
    with migrated.connect() as connection:
        assert migrations.version_of(connection) == len(migrations.MIGRATIONS)
        assert not migrations.migrate(connection)


@pytest.mark.parametrize("model", triggers.UNDOABLE, ids=triggers.table_name)
def test_a_row_written_down_by_a_trigger_is_read_back(model: type[SQLModel], migrated: Engine) -> None:
    table = model.__table__  # type: ignore[attr-defined]
    odd = "a,b'c\"\x00é\U0001f600\n"
    row = {
        column.name: -7 - index if isinstance(column.type, Integer) else odd + column.name
        for index, column in enumerate(table.columns)
        if not column.nullable or index % 2
    }
    with migrated.begin() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("INSERT INTO undo_step VALUES (1, 'x', 'edit', '', 0, 'done')")
        connection.exec_driver_sql("INSERT INTO recording VALUES (1)")
        connection.execute(table.insert().values(**row))
        written = connection.exec_driver_sql("SELECT before, after FROM undo_entry").one()
    assert written[0] is None
    found = triggers.row_values(model, written[1])
    assert {name: value for name, value in found.items() if value is not None} == row
    migrated.dispose()


def test_what_older_programs_wrote_down_of_a_change_is_read_beside_what_is_written_now() -> None:
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        for migration in migrations.MIGRATIONS[:2]:
            migration(connection)
        connection.exec_driver_sql("INSERT INTO undo_step VALUES (1, 'x', 'edit', '', 0, 'done')")
        connection.exec_driver_sql("INSERT INTO recording VALUES (1)")
        connection.exec_driver_sql("INSERT INTO tag (id, name, colour) VALUES (7, 'one', '')")
        connection.exec_driver_sql("DELETE FROM undo_entry")
        connection.exec_driver_sql("UPDATE tag SET colour = 'red'")
        migrations.MIGRATIONS[2](connection)
        connection.exec_driver_sql("UPDATE tag SET name = 'ONE'")  # a column that is blind to case
        rows = connection.exec_driver_sql("SELECT before, after FROM undo_entry ORDER BY id").all()
    read = [[triggers.row_values(tables.TagRecord, text) for text in row] for row in rows]
    assert read == [
        [{"id": 7, "name": "one", "colour": ""}, {"id": 7, "name": "one", "colour": "red"}],
        [{"id": 7, "name": "one"}, {"id": 7, "name": "ONE"}],
    ]
    engine.dispose()


def test_every_table_of_the_user_is_undoable() -> None:
    bookkeeping = {"meta", "retired_key", "change", "undo_step", "undo_entry", "recording"}
    assert set(MODELS.tables) - bookkeeping == {triggers.table_name(model) for model in triggers.UNDOABLE}
    assert tables.PaperRecord in triggers.UNDOABLE
