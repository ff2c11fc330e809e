#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# fetch.sh DIRECTORY: puts the unpacked BusyBox source into DIRECTORY.
#
# Takes the archive named by BUSYBOX_TARBALL, if set (upstream's as it is, no patches). Otherwise Debian's source
# package `busybox` with Debian's patches applied (native/scripts/debian-source).
set -eu

here=$(cd "$(dirname "$0")" && pwd)
target=$1
cache=${XDG_CACHE_HOME:-$HOME/.cache}/dozen
sources=$cache/sources/busybox
. "$here/source.conf"

say() { echo "busybox: $*" >&2; }
fail() { say "$*"; exit 1; }

notice_differences() {
    version=$(sed -n 's/^Version: *//p' "$1" | head -n 1)
    [ "$version" = "$VERSION" ] || say "notice: version $version; tested with $VERSION"
    for pair in "$SHA256_ORIG:.orig.tar" "$SHA256_DEBIAN:.debian.tar"; do
        file=$(ls "$sources"/*"${pair#*:}".* | grep -v '\.asc$' | head -n 1)
        sum=$(sha256sum "$file" | cut -d' ' -f1)
        [ "$sum" = "${pair%%:*}" ] || say "notice: $(basename "$file") is not the tested one (sha256 $sum)"
    done
}

rm -rf "$target"
mkdir -p "$(dirname "$target")"
if [ -n "${BUSYBOX_TARBALL:-}" ]; then
    [ -r "$BUSYBOX_TARBALL" ] || fail "cannot read $BUSYBOX_TARBALL (BUSYBOX_TARBALL)"
    say "using $BUSYBOX_TARBALL as it is, without Debian's patches"
    mkdir "$target"
    tar -xf "$BUSYBOX_TARBALL" -C "$target" --strip-components=1
else
    dsc=$("$here/../../scripts/debian-source" busybox) ||
        fail "cannot get the source package; set BUSYBOX_TARBALL to an archive of BusyBox to do without"
    notice_differences "$dsc"
    dpkg-source --no-check --no-copy -x "$dsc" "$target" > /dev/null
fi
