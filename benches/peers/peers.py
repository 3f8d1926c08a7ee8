"""The programs that `ttm validate` is held against: how they are installed, called, and what they check."""

import platform
import re
import subprocess
import sys

SHAPE = "shape, by the project's JSON Schema"
RELAXED = "{extends: relaxed, rules: {line-length: disable}}"


def peers(scratch, files, schema, dateless):
    paths = sorted(files.glob("*.yaml"))
    cargo, npm, venv = scratch / "cargo/bin", scratch / "npm/node_modules", scratch / "venv/bin"
    system = {"Linux": "linux", "Darwin": "darwin"}.get(platform.system(), "windows")
    machine = "x86_64" if platform.machine() in ("x86_64", "AMD64") else "arm64"
    # Its package starts this binary through Node.js, which would cost it time.
    sourcemeta = npm / f"@sourcemeta/jsonschema/build/github-releases/jsonschema-{system}-{machine}"
    return [
        {"name": "boon-cli 0.6.2", "slow": False, "checks": SHAPE, "install": ("cargo", "boon-cli", "0.6.2"),
         "command": [cargo / "boon", "--quiet", schema, *paths]},
        {"name": "sourcemeta jsonschema 16.11.0, --fast", "slow": False, "checks": SHAPE,
         "install": ("npm", "@sourcemeta/jsonschema", "16.11.0"),
         "command": [sourcemeta, "validate", "--fast", schema, files]},
        {"name": "sourcemeta jsonschema 16.11.0", "slow": False, "checks": SHAPE,
         "install": ("npm", "@sourcemeta/jsonschema", "16.11.0"),
         "command": [sourcemeta, "validate", schema, files]},
        {"name": "ajv-cli 5.0.0", "slow": False, "checks": "shape, by the same schema but for the type of dates",
         "install": ("npm", "ajv-cli", "5.0.0"),
         "command": [npm / ".bin/ajv", "validate", "--spec=draft2020", "--strict=false", "-s", dateless, "-d",
                     files / "*.yaml"]},
        {"name": "jsonschema-cli 0.60.2", "slow": False, "checks": SHAPE,
         "install": ("cargo", "jsonschema-cli", "0.60.2"),
         "command": [cargo / "jsonschema-cli", "validate", schema,
                     *(argument for path in paths for argument in ("-i", path))]},
        # Without its cache: from the second run on it would only compare what it knows of each file.
        {"name": "ryl 0.26.1, --no-cache", "slow": False, "checks": "how the YAML is laid out (yamllint's relaxed rules)",
         "install": ("pip", "ryl", "0.26.1"),
         "command": [venv / "ryl", "check", "--no-cache", "-d", RELAXED, files]},
        {"name": "check-jsonschema 0.39.0", "slow": True, "checks": SHAPE,
         "install": ("pip", "check-jsonschema", "0.39.0"),
         "command": [venv / "check-jsonschema", "--schemafile", schema, *paths]},
        {"name": "yamllint 1.38.0", "slow": True, "checks": "how the YAML is laid out (its relaxed rules)",
         "install": ("pip", "yamllint", "1.38.0"),
         "command": [venv / "yamllint", "-d", RELAXED, files]},
    ]


def installed(entrant, scratch):
    """Installs a program if it is not there yet; the reason where that fails."""
    if "install" not in entrant or entrant["command"][0].exists():
        return None
    client, package, version = entrant["install"]
    print(f"installing {package} {version}", file=sys.stderr)
    if client == "cargo":
        commands = [["cargo", "install", "--quiet", "--locked", "--root", scratch / "cargo", f"{package}@{version}"]]
    elif client == "npm":
        commands = [["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", scratch / "npm",
                     f"{package}@{version}"]]
    else:
        commands = [[sys.executable, "-m", "venv", scratch / "venv"],
                    [scratch / "venv/bin/pip", "install", "--quiet", f"{package}=={version}"]]
    for command in commands:
        try:
            run = subprocess.run(command, capture_output=True, text=True)
        except OSError as error:
            return f"{client} cannot be started ({error.strerror})"
        if run.returncode != 0:
            said = (run.stderr.strip().splitlines() or ["no reason given"])[-1]
            return f"{client} could not install it ({re.sub(r'[^ ]*/[^ ]*', '…', said)})"
    return None if entrant["command"][0].exists() else "its program is not for this machine"
