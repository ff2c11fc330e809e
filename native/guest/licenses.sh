#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# licenses.sh PROGRAMS FOLDER: the licence texts of everything in the starter image, with a list that names them.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
programs=$1
folder=$2

cp "$programs/LICENSE" "$folder/BusyBox-GPL-2.0"
cp /usr/share/common-licenses/Apache-2.0 "$folder/Apache-2.0"
cp /usr/share/doc/musl-dev/copyright "$folder/musl-MIT" 2> /dev/null ||
    echo "musl: MIT, https://musl.libc.org" > "$folder/musl-MIT"
cp /usr/share/common-licenses/GPL-3 "$folder/GPL-3.0"
musl=$(dpkg-query -W -f '${Version}' musl-dev 2> /dev/null || echo unknown)
. "$here/busybox/source.conf"
cat > "$folder/README" << LIST
What is in this image, and under which licence. The texts lie beside this file.

program                         version                 licence
busybox, sh (BusyBox)           $VERSION, Debian's patches applied
                                                        GPL-2.0-only        BusyBox-GPL-2.0
init, poweroff, halt, reboot,   Dozen                   Apache-2.0          Apache-2.0
escape
the C library linked into all   musl $musl           MIT                 musl-MIT
the compiler's run-time part    gcc                     GPL-3.0 with the GCC Runtime Library Exception 3.1
                                                                            GPL-3.0
The kernel is not in the image; it is Linux, GPL-2.0-only.
LIST
