"""A real OpenSearch node on this machine, for tests and for trying out: `python tests/opensearch_node.py PORT`.

The minimal distribution and its scripting language come from Maven Central with `mvn`, once, into .cache/opensearch.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

VERSION = "2.19.1"
CACHE = Path(__file__).parent.parent / ".cache" / "opensearch"
DISTRIBUTION = f"org.opensearch.distribution.integ-test-zip:opensearch:{VERSION}:zip"
SCRIPTS = (
    f"org.opensearch.plugin:lang-painless:{VERSION}",
    f"org.opensearch.plugin:opensearch-scripting-painless-spi:{VERSION}",
    "org.antlr:antlr4-runtime:4.13.1",
    *(f"org.ow2.asm:{name}:9.7" for name in ("asm", "asm-util", "asm-commons", "asm-tree", "asm-analysis")),
)
DESCRIPTOR = f"""description=the scripting language
version={VERSION}
name=lang-painless
classname=org.opensearch.painless.PainlessPlugin
java.version=11
opensearch.version={VERSION}
custom.foldername=
extended.plugins=
has.native.controller=false
"""
POLICY = """grant {
  permission java.lang.RuntimePermission "createClassLoader";
  permission java.lang.RuntimePermission "getClassLoader";
};
"""
NOBODY = 65534
PATIENCE_S = 120
HEAP = "512m"


class NoNode(Exception):
    """Why there can be no node here."""


def distribution() -> Path:
    """The unpacked distribution; NoNode where it cannot be had."""
    home = CACHE / f"opensearch-{VERSION}"
    if not shutil.which("java"):
        raise NoNode("no `java`: OpenSearch needs a JDK 17")
    if not (home / "modules" / "lang-painless" / "plugin-descriptor.properties").exists():
        fetched = CACHE / "fetched"
        for artifact in (DISTRIBUTION, *SCRIPTS):
            _fetch(artifact, fetched)
        with zipfile.ZipFile(fetched / f"opensearch-{VERSION}.zip") as packed:
            packed.extractall(CACHE)
        for path in (home / "bin").iterdir():  # zipfile leaves their modes behind
            path.chmod(0o755)
        scripts = home / "modules" / "lang-painless"
        scripts.mkdir(exist_ok=True)
        for jar in fetched.glob("*.jar"):
            shutil.copy(jar, scripts)
        (scripts / "plugin-security.policy").write_text(POLICY)
        (scripts / "plugin-descriptor.properties").write_text(DESCRIPTOR)
    return home


def _fetch(artifact: str, folder: Path) -> None:
    name, version, *kind = artifact.split(":")[1:]
    if (folder / f"{name}-{version}.{kind[0] if kind else 'jar'}").exists():
        return
    if not shutil.which("mvn"):
        raise NoNode("no `mvn`, which fetches OpenSearch from Maven Central")
    command = ["mvn", "-q", "-B", "dependency:copy", f"-Dartifact={artifact}", f"-DoutputDirectory={folder}"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    if done.returncode:
        raise NoNode(f"{artifact} could not be fetched: {done.stdout[-500:]}")


@dataclass
class Node:
    """A running node; its folder goes with it."""

    url: str
    folder: Path
    process: subprocess.Popen[bytes]

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


def start(
    port: int,
    *,
    name: str = "node",
    seeds: Sequence[int] = (),
    masters: Sequence[str] = (),
    settings: Sequence[str] = (),
) -> Node:
    """Start a node whose HTTP is at a port, and whose talk with other nodes is at the port 100 above; seeds: ports of
    the latter kind. settings: more lines of its file. `wait` tells when it answers. As root it runs as nobody, for
    OpenSearch refuses root."""
    folder = Path(tempfile.mkdtemp(prefix="presssearch-opensearch-"))
    home = folder / "home"
    shutil.copytree(distribution(), home)
    lines = [
        "cluster.name: presssearch-here",
        f"node.name: {name}",
        "network.host: 127.0.0.1",
        f"http.port: {port}",
        f"transport.port: {port + 100}",
        "cluster.routing.allocation.disk.threshold_enabled: false",
        "discovery.type: single-node" if not seeds else f"discovery.seed_hosts: {[f'127.0.0.1:{n}' for n in seeds]}",
        *([f"cluster.initial_cluster_manager_nodes: {list(masters)}"] if masters else []),
        *settings,
    ]
    (home / "config" / "opensearch.yml").write_text("\n".join(lines) + "\n")
    java = Path(shutil.which("java") or "java").resolve().parent.parent
    environment = os.environ | {
        "OPENSEARCH_JAVA_HOME": str(java),
        "OPENSEARCH_JAVA_OPTS": f"-Xms{HEAP} -Xmx{HEAP}",
        "HOME": str(home),
    }
    as_nobody = {}
    if os.geteuid() == 0:
        as_nobody = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
    with (folder / "out.log").open("wb") as out:
        process = subprocess.Popen(
            [home / "bin" / "opensearch"], cwd=home, env=environment, stdout=out, stderr=out, **as_nobody
        )
    return Node(f"http://127.0.0.1:{port}", folder, process)


def wait(node: Node, nodes: int = 1) -> None:
    """Until so many nodes are one cluster; NoNode where that takes too long."""
    path = f"{node.url}/_cluster/health?wait_for_nodes={nodes}&timeout=5s"
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        if node.process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(path, timeout=10) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise NoNode(f"OpenSearch did not start: {(node.folder / 'out.log').read_text()[-2000:]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int, nargs="?", default=9200)
    node = start(parser.parse_args().port)
    try:
        wait(node)
        sys.stdout.write(f"OpenSearch {VERSION} at {node.url}; Ctrl-C ends it, and what it holds\n")
        sys.stdout.flush()
        node.process.wait()
    except KeyboardInterrupt:
        pass
    finally:
        node.stop()


if __name__ == "__main__":
    main()
