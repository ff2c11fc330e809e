#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# [INODES=n] [OWNERS=file] image.sh FOLDER IMAGE MEGABYTES: makes an ext4 image from a folder, without root and without mounting anything.
#
# Files belong to root inside, whoever builds. The same folder gives the same bytes: identifiers, hash seed and times
# are fixed (SOURCE_DATE_EPOCH, if set, is the time). The file is sparse.
#
# ext4 with a journal: a machine may be killed at any moment, and there is no repair tool in the image; the journal is
# replayed by the kernel at the next start. It is the smallest that ext4 takes (1024 blocks).
set -eu

folder=$1
image=$2
megabytes=$3
time=${SOURCE_DATE_EPOCH:-1735689600}
name=$(basename "$image" .ext4)
uuid=$(printf 'dozen image %s' "$name" | sha256sum | sed 's/^\(.\{8\}\)\(.\{4\}\).\(.\{3\}\).\(.\{3\}\)\(.\{12\}\).*/\1-\2-4\3-8\4-\5/')
script=$image.debugfs
trap 'rm -f "$script" "$image.new" "$image.sparse"' EXIT

rm -f "$image.new"
truncate -s "${megabytes}M" "$image.new"
E2FSPROGS_FAKE_TIME=$time MKE2FS_DEVICE_SECTSIZE=512 mke2fs -q -F -t ext4 -b 4096 -I 256 -m 0 -L "$name" -U "$uuid" \
    -O '^resize_inode,^64bit,^metadata_csum,^huge_file,^dir_nlink,^orphan_file' -J size=4 \
    -E "root_owner=0:0,hash_seed=$uuid,lazy_itable_init=0,lazy_journal_init=0,nodiscard" \
    -N "${INODES:-2048}" -d "$folder" "$image.new"

# Starting: read only the inodes asked for, and write the superblock's "in use" without waiting for the host's disk;
# init puts the barriers back before anything else runs.
echo 'set_super_value mount_opts inode_readahead_blks=1,barrier=0' > "$script"

# What mke2fs takes from the building person's files: owner and times. The flag 0x80 keeps access times off (files made
# later inherit it from their folder), so that a run which writes nothing leaves the disk alone.
# Owners other than root come from the file named by OWNERS, a line "UID GID PATH" each. A symbolic link of 60 bytes or
# more has its target in a block, like a file.
(cd "$folder" && find . -printf '%y %s %P\n') | LC_ALL=C sort -t ' ' -k 3 | LC_ALL=C awk -v "time=$time" -v "owners=${OWNERS:-}" '
    BEGIN { while (owners != "" && (getline line < owners) > 0) { split(line, id, " "); path = line
                sub(/^[0-9]+ [0-9]+ /, "", path); uid[path] = id[1]; gid[path] = id[2] } }
    { path = $0; sub(/^[^ ]+ [^ ]+ /, "/", path); set = "set_inode_field \"" path "\" "
      print set "flags " ($1 == "l" && $2 < 60 ? "0x80" : "0x80080")
      print set "uid " (path in uid ? uid[path] : 0); print set "gid " (path in gid ? gid[path] : 0)
      print set "atime @" time; print set "ctime @" time; print set "mtime @" time; print set "crtime @" time
      print set "atime_extra 0"; print set "ctime_extra 0"; print set "mtime_extra 0"; print set "crtime_extra 0" }' >> "$script"
E2FSPROGS_FAKE_TIME=$time debugfs -w -f "$script" "$image.new" > /dev/null 2> "$script.errors" || true
if grep -v '^debugfs ' "$script.errors" >&2; then rm -f "$script.errors"; exit 1; fi
rm -f "$script.errors"
cp --sparse=always "$image.new" "$image.sparse"
mv "$image.sparse" "$image"
