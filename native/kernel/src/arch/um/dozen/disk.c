// SPDX-License-Identifier: GPL-2.0-only
/* Disks: descriptors the starter opened, read and written in place. */
#include <linux/blk-mq.h>
#include <linux/blkdev.h>
#include <linux/falloc.h>
#include <linux/init.h>
#include <linux/module.h>
#include "host.h"

#define MINORS 16

struct disk {
	struct blk_mq_tag_set tags;
	struct gendisk *gendisk;
	int fd;
};

static struct disk disks[DOZEN_MAX_DISKS];

static u64 digest_of(const struct disk *disk, u64 offset, u64 length)
{
	return disk->fd | (length >> 9 & 0xffff) << 8 | (offset >> 9) << 24;
}

/* One stretch of memory; the host may do it in parts. */
static blk_status_t move(const struct disk *disk, enum dozen_row row, void *memory, u64 offset, size_t length)
{
	long done;

	while (length) {
		done = dozen_host_call(row, digest_of(disk, offset, length), disk->fd, (long)memory, length, offset, 0);
		if (done == -EINTR)
			continue;
		if (done == -ENOSPC)
			return BLK_STS_NOSPC;
		if (done < 0)
			return BLK_STS_IOERR;
		if (done == 0) { /* the file was cut short behind our back */
			if (row == ROW_pwrite64)
				return BLK_STS_IOERR;
			memset(memory, 0, length);
			return BLK_STS_IOERR;
		}
		memory += done;
		offset += done;
		length -= done;
	}
	return BLK_STS_OK;
}

/* Segments that lie one behind the other in memory become one host call. */
static blk_status_t transfer(const struct disk *disk, struct request *request, enum dozen_row row)
{
	u64 offset = blk_rq_pos(request) << SECTOR_SHIFT;
	struct req_iterator iterator;
	blk_status_t status;
	struct bio_vec vector;
	size_t length = 0;
	void *start = NULL;

	rq_for_each_segment(vector, request, iterator) {
		void *at = bvec_virt(&vector);

		if (length && start + length == at) {
			length += vector.bv_len;
			continue;
		}
		if (length) {
			status = move(disk, row, start, offset, length);
			if (status)
				return status;
			offset += length;
		}
		start = at;
		length = vector.bv_len;
	}
	return length ? move(disk, row, start, offset, length) : BLK_STS_OK;
}

static blk_status_t give_back(const struct disk *disk, struct request *request)
{
	u64 offset = blk_rq_pos(request) << SECTOR_SHIFT, length = blk_rq_bytes(request);
	long result = dozen_host_call(ROW_fallocate, digest_of(disk, offset, length), disk->fd,
				      FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, offset, length, 0);

	if (result == -EOPNOTSUPP)
		return BLK_STS_NOTSUPP;
	return result < 0 ? BLK_STS_IOERR : BLK_STS_OK;
}

static blk_status_t flush(const struct disk *disk)
{
	return dozen_host_call(ROW_fdatasync, disk->fd, disk->fd, 0, 0, 0, 0) ? BLK_STS_IOERR : BLK_STS_OK;
}

static blk_status_t carry_out(const struct disk *disk, struct request *request)
{
	switch (req_op(request)) {
	case REQ_OP_READ:
		return transfer(disk, request, ROW_pread64);
	case REQ_OP_WRITE:
		return transfer(disk, request, ROW_pwrite64);
	case REQ_OP_FLUSH:
		return flush(disk);
	case REQ_OP_DISCARD:
	case REQ_OP_WRITE_ZEROES:
		return give_back(disk, request);
	default:
		return BLK_STS_NOTSUPP;
	}
}

static blk_status_t queue_request(struct blk_mq_hw_ctx *context, const struct blk_mq_queue_data *data)
{
	const struct disk *disk = context->queue->queuedata;

	blk_mq_start_request(data->rq);
	blk_mq_end_request(data->rq, carry_out(disk, data->rq));
	return BLK_STS_OK;
}

static const struct blk_mq_ops queue_operations = {
	.queue_rq = queue_request,
};

static const struct block_device_operations operations = {
	.owner = THIS_MODULE,
};

static int __init add_disk_number(unsigned int number, int major)
{
	struct queue_limits limits = {
		.logical_block_size = 512,
		.physical_block_size = 4096,
		.max_hw_sectors = 8192,
		.max_segments = 256,
		.max_segment_size = UINT_MAX,
		.max_hw_discard_sectors = UINT_MAX >> 9,
		.max_write_zeroes_sectors = UINT_MAX >> 9,
		.discard_granularity = 4096,
		.features = BLK_FEAT_WRITE_CACHE,
	};
	struct disk *disk = &disks[number];
	int error;

	disk->fd = DOZEN_FD_DISK0 + number;
	disk->tags.ops = &queue_operations;
	disk->tags.nr_hw_queues = 1;
	disk->tags.queue_depth = 32;
	disk->tags.numa_node = NUMA_NO_NODE;
	disk->tags.flags = BLK_MQ_F_SHOULD_MERGE | BLK_MQ_F_NO_SCHED_BY_DEFAULT;
	error = blk_mq_alloc_tag_set(&disk->tags);
	if (error)
		return error;
	disk->gendisk = blk_mq_alloc_disk(&disk->tags, &limits, disk);
	if (IS_ERR(disk->gendisk))
		return PTR_ERR(disk->gendisk);
	disk->gendisk->major = major;
	disk->gendisk->first_minor = number * MINORS;
	disk->gendisk->minors = MINORS;
	disk->gendisk->fops = &operations;
	disk->gendisk->private_data = disk;
	snprintf(disk->gendisk->disk_name, DISK_NAME_LEN, "vd%c", 'a' + number);
	set_capacity(disk->gendisk, dozen_disk_sectors[number]);
	if (dozen_options.readonly & (1 << number))
		set_disk_ro(disk->gendisk, true);
	return add_disk(disk->gendisk);
}

static int __init disks_start(void)
{
	int major = register_blkdev(0, "vd"), error;
	unsigned int number;

	if (major < 0)
		return major;
	for (number = 0; number < dozen_options.disks; number++) {
		error = add_disk_number(number, major);
		if (error)
			pr_err("disk %u: error %d\n", number, error);
	}
	return 0;
}
device_initcall(disks_start);
