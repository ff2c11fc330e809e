// SPDX-License-Identifier: GPL-2.0-only
/*
 * Files mapped shared, without page tables: the mapping is the page cache.
 *
 * The pages of a file are cached wherever memory was free. For a mapping they are cached anew, in one piece,
 * and the process gets the address of that piece: what it stores is what everybody reads, at once. Only that
 * a page was stored to remains unknown; so the pages of a writable mapping are written to the file when it
 * is asked for (msync) and when the mapping goes.
 *
 * Another mapping of the same file must lie within one that is there, or apart from all. If it overlaps, it
 * is refused: it could not be the same memory.
 */
#include <linux/dozen_residency.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/mmap_lock.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <linux/shmem_fs.h>
#include <linux/syscalls.h>
#include <linux/uio.h>
#include <uapi/linux/memfd.h>

bool dozen_can_share(struct file *file)
{
	return S_ISREG(file_inode(file)->i_mode) && file->f_op->read_iter && file->f_mapping->a_ops->read_folio;
}

/* --- a piece of the page cache that lies together -------------------------------------------------- */

static int cache_page(struct file *file, struct page *page, pgoff_t index)
{
	struct address_space *mapping = file->f_mapping;
	struct folio *folio = page_folio(page);
	int error;

	error = filemap_add_folio(mapping, folio, index, GFP_KERNEL);
	if (error)
		return error;
	error = mapping->a_ops->read_folio(file, folio); /* unlocks it when it is read */
	if (error)
		return error;
	folio_wait_locked(folio);
	return folio_test_uptodate(folio) ? 0 : -EIO;
}

static int cache_pages(struct file *file, void *base, pgoff_t first, unsigned long count)
{
	struct address_space *mapping = file->f_mapping;
	unsigned long i;
	int error;

	error = filemap_write_and_wait_range(mapping, (loff_t)first << PAGE_SHIFT,
					     ((loff_t)(first + count) << PAGE_SHIFT) - 1);
	for (i = 0; !error && i < count; i++) {
		int tries = 3;

		do {
			/* somebody may have read the file meanwhile */
			error = invalidate_inode_pages2_range(mapping, first + i, first + i);
			if (!error)
				error = cache_page(file, virt_to_page(base + (i << PAGE_SHIFT)), first + i);
		} while (error == -EEXIST && tries--);
	}
	return error == -EEXIST || error == -EBUSY ? -EAGAIN : error;
}

int dozen_map_page_cache(struct vm_area_struct *vma, struct vm_region *region, unsigned long length)
{
	void *base = alloc_pages_exact(length, GFP_KERNEL | __GFP_NOWARN);
	int error;

	if (!base)
		return -ENOMEM;
	error = cache_pages(vma->vm_file, base, region->vm_pgoff, length >> PAGE_SHIFT);
	if (error) {
		free_pages_exact(base, length);
		return error;
	}
	region->vm_flags |= VM_MAPPED_COPY;
	vm_flags_set(vma, VM_MAPPED_COPY);
	region->vm_start = vma->vm_start = (unsigned long)base;
	region->vm_end = region->vm_top = vma->vm_end = (unsigned long)base + length;
	return 0;
}

/* --- stores reach the file ------------------------------------------------------------------------- */

static bool is_written_back(const struct vm_area_struct *vma)
{
	const unsigned long all = VM_MAPPED_COPY | VM_SHARED | VM_WRITE;

	return vma->vm_file && (vma->vm_flags & all) == all;
}

/*
 * A page is written over itself: by the file system's own way, which finds it a place on the disk and notes
 * that it is dirty. One that is no longer the file's (it was cut off) is left alone.
 */
static int write_page(struct file *file, unsigned long address, loff_t position, size_t length)
{
	struct kvec bytes = { (void *)address, length };
	struct iov_iter from;
	struct kiocb call;
	ssize_t put;

	if (page_folio(virt_to_page((void *)address))->mapping != file->f_mapping)
		return 0;
	init_sync_kiocb(&call, file);
	call.ki_flags &= ~(IOCB_APPEND | IOCB_DIRECT);
	call.ki_pos = position;
	iov_iter_kvec(&from, ITER_SOURCE, &bytes, 1, length);
	put = file->f_op->write_iter(&call, &from);
	return put < 0 ? put : put == length ? 0 : -EIO;
}

int dozen_write_back(struct vm_area_struct *vma, unsigned long start, unsigned long end)
{
	loff_t position = ((loff_t)vma->vm_pgoff << PAGE_SHIFT) + (start - vma->vm_start);
	loff_t size;
	int error = 0;

	if (!is_written_back(vma))
		return 0;
	size = i_size_read(file_inode(vma->vm_file));
	file_start_write(vma->vm_file);
	for (; !error && start < end && position < size; start += PAGE_SIZE, position += PAGE_SIZE)
		error = write_page(vma->vm_file, start, position, min_t(loff_t, PAGE_SIZE, size - position));
	file_end_write(vma->vm_file);
	return error;
}

/* Which file of the range comes next; the caller gives it back. */
static struct file *next_shared(unsigned long *start, unsigned long end, int *error)
{
	struct vm_area_struct *vma;
	struct file *file = NULL;

	mmap_read_lock(current->mm);
	while (!file && !*error && *start < end) {
		vma = vma_lookup(current->mm, *start);
		if (!vma) {
			*error = -ENOMEM;
			break;
		}
		if (is_written_back(vma)) {
			*error = dozen_write_back(vma, *start, min(end, vma->vm_end));
			file = get_file(vma->vm_file);
		}
		*start = vma->vm_end;
	}
	mmap_read_unlock(current->mm);
	return file;
}

SYSCALL_DEFINE3(msync, unsigned long, start, size_t, length, int, flags)
{
	unsigned long end = start + PAGE_ALIGN(length);
	struct file *file;
	int error = 0;

	if (flags & ~(MS_ASYNC | MS_INVALIDATE | MS_SYNC) || offset_in_page(start) ||
	    (flags & MS_ASYNC && flags & MS_SYNC))
		return -EINVAL;
	if (end < start)
		return -ENOMEM;
	while (!error && start < end) {
		file = next_shared(&start, end, &error);
		if (!file)
			continue;
		if (!error && flags & MS_SYNC)
			error = vfs_fsync(file, 1);
		fput(file);
	}
	return error;
}

/* --- files without a name --------------------------------------------------------------------------- */

#define NAME_MOST 249 /* as with page tables */

/* The file system below cannot make an empty one; one that becomes empty can be mapped when it has a size. */
static struct file *empty_file(const char *name)
{
	struct file *file = shmem_file_setup(name, PAGE_SIZE, VM_NORESERVE);
	int error;

	if (IS_ERR(file))
		return file;
	error = do_truncate(file_mnt_idmap(file), file_dentry(file), 0, 0, file);
	if (!error)
		return file;
	fput(file);
	return ERR_PTR(error);
}

SYSCALL_DEFINE2(memfd_create, const char __user *, name, unsigned int, flags)
{
	static const char prefix[] = "memfd:";
	char whole[sizeof(prefix) + NAME_MOST];
	struct file *file;
	long length;
	int fd;

	if (flags & ~(MFD_CLOEXEC | MFD_ALLOW_SEALING | MFD_NOEXEC_SEAL | MFD_EXEC))
		return -EINVAL;
	memcpy(whole, prefix, sizeof(prefix));
	length = strncpy_from_user(whole + sizeof(prefix) - 1, name, NAME_MOST + 1);
	if (length < 0)
		return length;
	if (length > NAME_MOST)
		return -EINVAL;
	fd = get_unused_fd_flags(flags & MFD_CLOEXEC ? O_CLOEXEC : 0);
	if (fd < 0)
		return fd;
	file = empty_file(whole);
	if (IS_ERR(file)) {
		put_unused_fd(fd);
		return PTR_ERR(file);
	}
	file->f_mode |= FMODE_LSEEK | FMODE_PREAD | FMODE_PWRITE;
	file->f_flags |= O_LARGEFILE;
	fd_install(fd, file);
	return fd;
}
