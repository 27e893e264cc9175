#!/bin/sh
# Draws docs/trang-1.png from out/2024.docx. Needs LibreOffice, Liberation Serif 2 and poppler.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf \
  --outdir "$work" "$root/out/2024.docx" >/dev/null
mkdir -p "$root/docs"
pdftoppm -r 80 -f 1 -l 1 -singlefile -png "$work/2024.pdf" "$root/docs/trang-1"
echo "docs/trang-1.png"
