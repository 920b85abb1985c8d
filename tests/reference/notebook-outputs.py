"""Freezes what nbclient stores for tests/fixtures/notebooks/outputs.ipynb on the Deno kernel.

Needs: pip install nbclient, and deno on the PATH.
Run from the repository's root: python tests/reference/notebook-outputs.py
"""

import json
import os
import subprocess
import tempfile
from pathlib import Path

import nbclient
import nbformat

NOTEBOOK = Path("tests/fixtures/notebooks/outputs.ipynb")

spec = {
    "argv": ["deno", "jupyter", "--kernel", "--conn", "{connection_file}"],
    "display_name": "Deno",
    "language": "typescript",
}

with tempfile.TemporaryDirectory() as folder:
    kernel = Path(folder) / "kernels" / "deno"
    kernel.mkdir(parents=True)
    (kernel / "kernel.json").write_text(json.dumps(spec))
    os.environ["JUPYTER_PATH"] = folder
    os.environ["NO_COLOR"] = "1"
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    client = nbclient.NotebookClient(
        notebook,
        kernel_name="deno",
        resources={"metadata": {"path": str(NOTEBOOK.parent)}},
        record_timing=False,
        coalesce_streams=True,  # as JupyterLab stores them
    )
    client.execute()

deno = subprocess.run(["deno", "--version"], capture_output=True, text=True).stdout
reference = {
    "versions": {
        "nbclient": nbclient.__version__,
        "nbformat": nbformat.__version__,
        "deno": deno.split()[1],
    },
    "notebook": nbformat.writes(notebook) + "\n",
}
Path("tests/reference/notebook-outputs.json").write_text(json.dumps(reference, indent=1) + "\n")
