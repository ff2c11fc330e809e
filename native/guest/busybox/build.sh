#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# build.sh OUT: makes OUT/busybox (and its .config), OUT/sh and OUT/busybox.links from the source that fetch.sh gets.
#
# The result is kept under ${XDG_CACHE_HOME:-~/.cache}/dozen, by a hash of everything that goes into it, and taken from
# there while nothing of that has changed.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
out=$1
cache=${XDG_CACHE_HOME:-$HOME/.cache}/dozen
jobs=${JOBS:-$(nproc)}
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-1735689600} # its configuration notes the time, and its banner shows it
say() { echo "busybox: $*" >&2; }

inputs_hash() {
    {
        cat "$here"/*.sh "$here"/*.config "$here"/source.conf "$here"/../guest-cc "$here"/../musl-static-pie.specs
        cat /usr/lib/x86_64-linux-musl/libc.a
        ${REALGCC:-gcc} --version
        sha256sum "${BUSYBOX_TARBALL:-/dev/null}" "$cache"/sources/busybox/*.tar.* 2>/dev/null || true
    } | sha256sum | cut -c1-20
}

# configure DIRECTORY BASE FRAGMENT: a configuration is a stock one with the fragment's symbols put in its place.
configure() {
    make -s -C "$1" "$2" HOSTCC=gcc > /dev/null 2>&1
    sed -n 's/^\(CONFIG_[A-Z0-9_a-z]*\)=.*/\1/p' "$3" | sed 's/.*/^(# )?&[= ]/' > "$1/.changed"
    grep -Ev -f "$1/.changed" "$1/.config" > "$1/.config.new"
    sed -n '/^CONFIG/{s/^\(.*\)=n$/# \1 is not set/;p}' "$3" >> "$1/.config.new"
    mv "$1/.config.new" "$1/.config"
    yes '' | make -s -C "$1" oldconfig HOSTCC=gcc > /dev/null 2>&1
    lost=$(grep '=[^n]' "$3" | grep '^CONFIG' | grep -Fvx -f "$1/.config" || true)
    [ -z "$lost" ] || say "notice: this source does not take" $lost
}

# compile DIRECTORY: -s keeps it quiet; what it says on failure is shown whole.
compile() {
    nice make -s -j"$jobs" -C "$1" CC="$here/../guest-cc" HOSTCC=gcc \
        SKIP_STRIP=y busybox > "$1/build.log" 2>&1 || { cat "$1/build.log" >&2; say "the build failed"; exit 1; }
    strip --strip-all --remove-section=.comment -o "$1/busybox" "$1/busybox"
}

build() {
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    "$here/fetch.sh" "$work/programs"
    cp -a "$work/programs" "$work/shell"
    say "building the guest's programs (about half a minute)"
    configure "$work/programs" defconfig "$here/programs.config"
    configure "$work/shell" allnoconfig "$here/shell.config"
    compile "$work/programs"
    compile "$work/shell"
    HOSTCC=gcc "$work/programs/applets/busybox.mkll" "$work/programs/include/autoconf.h" "$work/programs/include/applets.h" \
        > "$work/busybox.links"
    kept=$cache/busybox/$(inputs_hash)
    rm -rf "$kept.new"
    mkdir -p "$kept.new"
    cp "$work/programs/busybox" "$kept.new/busybox"
    cp "$work/shell/busybox" "$kept.new/sh"
    cp "$work/busybox.links" "$work/programs/LICENSE" "$kept.new/"
    cp "$work/programs/.config" "$kept.new/busybox.config"
    rm -rf "$kept"
    mv "$kept.new" "$kept"
}

have_sources() { [ -n "${BUSYBOX_TARBALL:-}" ] || ls "$cache"/sources/busybox/*.tar.* > /dev/null 2>&1; }

kept=
if have_sources; then kept=$cache/busybox/$(inputs_hash); fi
if [ ! -e "$kept/sh" ]; then build; fi
mkdir -p "$out"
for file in busybox sh busybox.links busybox.config LICENSE; do
    cmp -s "$kept/$file" "$out/$file" || cp "$kept/$file" "$out/$file"
done
