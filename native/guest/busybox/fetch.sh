#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# fetch.sh DIRECTORY: puts the unpacked BusyBox source into DIRECTORY.
#
# Takes the archive named by BUSYBOX_TARBALL, if set (upstream's as it is, no patches). Otherwise Debian's source
# package `busybox` with Debian's patches applied, from the mirror this machine already uses. Source packages are
# switched off on most machines; rather than change that, a private source list is derived from the configured
# mirrors and kept, with its downloads, under ${XDG_CACHE_HOME:-~/.cache}/dozen.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
target=$1
cache=${XDG_CACHE_HOME:-$HOME/.cache}/dozen
sources=$cache/sources/busybox
. "$here/source.conf"

say() { echo "busybox: $*" >&2; }
fail() { say "$*"; exit 1; }

# One deb-src line per configured mirror that offers the binary package.
source_list() {
    apt-get indextargets --format '$(REPO_URI)|$(RELEASE)|$(COMPONENT)|$(SOURCESENTRY)' \
        'Created-By: Packages' 'Origin: Debian' 'Component: main' |
    while IFS='|' read -r uri suite component entry; do
        echo "deb-src$(signed_by "${entry%:*}") $uri $suite $component"
    done | sort -u
}

# The key ring named in a source file, or Debian's own.
signed_by() {
    key=$(sed -n -e 's/^Signed-By: *\(\/[^ ]*\)$/\1/p' -e 's/.*signed-by=\(\/[^] ]*\).*/\1/p' "$1" 2>/dev/null | head -n 1)
    if [ -z "$key" ] && [ -e /usr/share/keyrings/debian-archive-keyring.gpg ]; then
        key=/usr/share/keyrings/debian-archive-keyring.gpg
    fi
    [ -z "$key" ] || echo " [signed-by=$key]"
}

download() {
    lists=$cache/apt
    mkdir -p "$lists/lists/partial" "$sources.new"
    source_list > "$lists/sources.list"
    [ -s "$lists/sources.list" ] ||
        fail "apt knows no Debian mirror yet. Run 'apt-get update', or set BUSYBOX_TARBALL to an archive."
    set -- -o Dir::Etc::sourcelist="$lists/sources.list" -o Dir::Etc::sourceparts=- \
        -o Dir::State::lists="$lists/lists" -o Dir::Cache::srcpkgcache= -o Dir::Cache::pkgcache= \
        -o APT::Sandbox::User= -o Debug::NoLocking=true
    say "getting Debian's source package (about 3 MB, and 10 MB of package lists)"
    apt-get "$@" -qq update >&2 && (cd "$sources.new" && apt-get "$@" -qq source --download-only busybox >&2) ||
        fail "cannot get the source package; set BUSYBOX_TARBALL to an archive of BusyBox to do without"
    rm -rf "$sources" "$lists"
    mv "$sources.new" "$sources"
}

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
    ls "$sources"/*.dsc > /dev/null 2>&1 || download
    dsc=$(ls "$sources"/*.dsc | head -n 1)
    notice_differences "$dsc"
    dpkg-source --no-check --no-copy -x "$dsc" "$target" > /dev/null
fi
