"""The front door: demo, load, serve, export, model and db, with their help and exit codes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import click
import uvicorn

from api.app import Application, Options, create_app
from api.schema import build
from api.viewer import INSPECTOR, PUBLIC
from graph.cypher.schema import schema
from graph.engines import Engine, open_engine, start_engine, stop_engine
from graph.errors import BangfuError, SettingsError
from graph.export import export as write_export
from graph.migrate import migrate as migrate_graph
from graph.model import MODEL
from graph.publish import PUBLISHED, Published
from graph.publish.shown import shown
from graph.settings import Settings, read_settings
from graph.stamp import check_stamp, prepare
from graph.store import Writer
from loaders.checking import Rules
from loaders.desk import load_files
from loaders.run import Wanted
from loaders.sources import SOURCES

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class House:
    """A running engine with its settings."""

    settings: Settings
    engine: Engine


@contextmanager
def opened(settings: Settings) -> Iterator[House]:
    """Find or start the engine that the settings mean."""
    with open_engine(settings) as engine:
        yield House(settings, engine)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="bangfu", message="%(prog)s %(version)s")
def cli() -> None:
    """帮扶：谁帮扶谁、以什么、依据什么政策、何时起、谁说的。 Who helps whom, and who says so."""


@cli.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--source", "only", help="只按这一种来源读。 Read as this source only.")
@click.option(
    "--date",
    "day",
    metavar="YYYY-MM-DD",
    type=click.DateTime(["%Y-%m-%d"]),
    help="文件名未注明时的数据日期。 The day of files whose name tells none.",
)
@click.option(
    "--county", default="", help="文件未注明时的县代码。 County code, where files name none."
)
@click.option(
    "--threshold",
    default=0.05,
    show_default=True,
    type=click.FloatRange(0, 1),
    help="允许的坏行比例。 Share of bad rows that is allowed.",
)
@click.option(
    "--full",
    default="",
    metavar="CODE",
    help="文件是该区划的全量名单，未再列出的到期。 Full lists of this region: what they omit ends.",
)
@click.option(
    "--brake",
    default=0.2,
    show_default=True,
    type=click.FloatRange(0, 1),
    help="全量名单至多终止的比例。 Largest share that a full list may end.",
)
def load(  # noqa: PLR0913 - one argument for each option
    *,
    files: tuple[Path, ...],
    only: str | None,
    day: datetime | None,
    county: str,
    threshold: float,
    full: str,
    brake: float,
) -> None:
    """加载文件：登记簿、台账、政策。 Load registers, ledgers and policies."""
    rules = Rules(
        data_date=day.date() if day else None,
        county=county,
        threshold=threshold,
        full=full.ljust(12, "0") if full else "",
        brake=brake,
    )
    with opened(read_settings()) as house:
        outcome = load_files(house.engine, house.settings, Wanted(files, SOURCES, rules, only))
    if outcome.error is not None:
        sys.exit(outcome.error.exit_code)


@cli.command()
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="监听地址。 Address to listen on."
)
@click.option("--port", default=8000, show_default=True, help="端口。 Port.")
@click.option(
    "--inspector", is_flag=True, help="本机督查视角，仅限回环地址。 Unmasked, loopback only."
)
def serve(host: str, port: int, *, inspector: bool) -> None:
    """提供 GraphQL 与 GraphiQL。 Serve GraphQL and GraphiQL."""
    if inspector and host not in _LOOPBACK:
        raise SettingsError(f"--inspector shows personal data: only on loopback, not on {host}")
    with opened(read_settings()) as house:
        with Writer(house.engine.access) as writer:
            prepare(house.engine, writer, MODEL)
        uvicorn.run(
            application(house.engine, inspector=inspector),
            host=host,
            port=port,
            log_level="warning",
            server_header=False,
        )


def application(engine: Engine, *, inspector: bool) -> Application:
    """Make the service over a running engine."""
    viewer = INSPECTOR if inspector else PUBLIC
    return create_app(MODEL, engine.access, Options(viewer=viewer))


@cli.command()
@click.argument("out", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--journal", is_flag=True, help="连同变更与批次。 With the journal and the loads.")
def export(out: Path | None, *, journal: bool) -> None:
    """规范导出：每个节点与关系一行，已排序。 Canonical export, one sorted line each."""
    with opened(read_settings()) as house, Writer(house.engine.access) as writer:
        check_stamp(writer.read, MODEL)
        if out is None:
            write_export(MODEL, writer.stream, sys.stdout.buffer, recorded=journal)
            return
        with out.open("wb") as file:
            count = write_export(MODEL, writer.stream, file, recorded=journal)
    click.echo(f"{count} 行 lines -> {out}")


@cli.group()
def model() -> None:
    """模型。 The model."""


@model.command()
@click.argument("name", required=False)
def show(name: str | None) -> None:
    """列出各类，或显示其一。 List the kinds, or show one of them."""
    click.echo(shown(MODEL, name))


@model.command()
@click.option("--check", is_flag=True, help="只比较，不写。 Compare only; stale pages fail.")
def publish(*, check: bool) -> None:
    """印出模型文档、样式与 GraphQL 模式。 Print the pages that derive from the model."""
    stale = [page.path for page in pages() if not page.fresh(MODEL, Path())]
    for path in stale:
        click.echo(f"过时 stale: {path}" if check else f"已写 written: {path}")
    if check:
        sys.exit(1 if stale else 0)
    for page in pages():
        page.write(MODEL, Path())


def pages() -> tuple[Published, ...]:
    """List every page that is printed from the model, the GraphQL schema included."""
    return (*PUBLISHED, Published(Path("api/schema.graphql"), lambda model: build(model).sdl))


@cli.group()
def db() -> None:
    """数据库引擎。 The database engine."""


@db.command()
def start() -> None:
    """启动嵌入式引擎并保持运行。 Start the embedded engine and keep it running."""
    click.echo(f"{start_engine(read_settings()).address}")


@db.command()
def stop() -> None:
    """停止嵌入式引擎。 Stop the embedded engine."""
    click.echo("已停止 stopped" if stop_engine(read_settings()) else "未在运行 was not running")


@db.command()
def status() -> None:
    """引擎状态。 How the engine is."""
    with opened(read_settings()) as house:
        now = house.engine.status()
    for name in ("engine", "version", "address", "nodes", "relationships", "uptime", "disk"):
        click.echo(f"{name}: {getattr(now, name)}")


@db.command()
def check() -> None:
    """检查数据库是否完好。 Check that the database is sound."""
    with opened(read_settings()) as house:
        faults = house.engine.check(schema(MODEL))
    for fault in faults:
        click.echo(fault)
    click.echo("完好 sound" if not faults else f"{len(faults)} 处问题 faults")
    if faults:
        sys.exit(1)


@db.command()
def migrate() -> None:
    """把图迁到当前模式。 Bring the graph to the schema of this program."""
    click.echo(migrate_graph(read_settings(), MODEL))


@cli.command()
@click.option("--once", is_flag=True, help="回答后即结束。 End after the answer.")
@click.option("--port", default=8000, show_default=True, help="端口。 Port.")
def demo(*, once: bool, port: int) -> None:
    """演示：真实区划、样例县、一个问题。 Real divisions, a sample county, one question."""
    from bangfu_demo import run  # noqa: PLC0415 - the sample writer is needed by nobody else

    settings = read_settings()
    run(replace(settings, home=settings.home / "demo"), once=once, port=port)


def main() -> None:
    """Run the front door; errors are one line each, never a stack trace."""
    try:
        cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(_INTERRUPTED)
    except BangfuError as error:
        click.echo(f"错误 error: {error}", err=True)
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
