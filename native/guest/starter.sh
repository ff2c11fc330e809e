#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# starter.sh PROGRAMS FOLDER: lays out the starter image's tree in FOLDER from the programs built into PROGRAMS.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
programs=$1
folder=$2

rm -rf "$folder"
mkdir -p "$folder"
cd "$folder"
mkdir -p bin dev etc proc root run sys tmp mnt usr/local/bin usr/share/licenses var/log
chmod 1777 tmp
chmod 700 root
# One folder for programs; the traditional others lead there.
ln -s bin sbin
ln -s ../bin usr/bin
ln -s ../bin usr/sbin
ln -s /run var/run
ln -s /tmp var/tmp
ln -s /proc/mounts etc/mtab

install -m 755 "$programs/busybox" "$programs/sh" "$programs/init" "$programs/escape" bin/
while read -r link; do
    name=${link##*/}
    [ -e "bin/$name" ] || ln bin/busybox "bin/$name"
done < "$programs/busybox.links"
for name in poweroff halt reboot; do ln bin/init "bin/$name"; done
install -m 644 "$here"/starter/etc/* etc/

"$here/licenses.sh" "$programs" usr/share/licenses
