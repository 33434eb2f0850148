"""presssearch serve: the search page on this machine."""

import gc
import socket

import click

from presssearch.cli.terminal import err, index_option, settings

_OBJECTS_BETWEEN_COLLECTIONS = 50_000  # an answer makes thousands, and hardly a cycle


@click.command("serve", short_help="Serve the search page on this machine.")
@index_option
@click.option("--host", metavar="ADDRESS", help="Listen here (default: 127.0.0.1, this machine only).")
@click.option("--port", type=click.IntRange(0, 65535), help="Listen here (default: 8000; 0 takes a free one).")
def command(index_folder: str | None, host: str | None, port: int | None) -> None:
    """Serve the search page and the JSON API until interrupted.

    \b
    presssearch serve
    presssearch serve --index ~/mfa-index --port 8080
    """
    import waitress

    from presssearch.web.app import create_app

    chosen = settings(index=index_folder, host=host, port=port)
    app = create_app(chosen)
    listener = _listen(chosen.host, chosen.port)
    server = waitress.create_server(app, sockets=[listener], threads=chosen.threads, ident=None)
    address = chosen.host if ":" not in chosen.host else f"[{chosen.host}]"
    click.echo(f"presssearch serves {chosen.index} on http://{address}:{listener.getsockname()[1]}/")
    err().print("Stop with Ctrl-C.")
    spare_collections()
    server.run()


def spare_collections() -> None:
    """What is loaded now stays until the end: a full collection would walk it, for 50 ms and more, amid an answer."""
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise click.ClickException(
            f"cannot listen on {host} port {port}: {error.strerror or error}; choose another with --port, or --port 0"
        ) from None
