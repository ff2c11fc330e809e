/* SPDX-License-Identifier: Apache-2.0 */
/* Frames: requests in, answers out. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "files.h"

#define HEAD 8
#define READ_AHEAD (1u << 18)

static unsigned char input[MOST_FRAME + HEAD + READ_AHEAD];
static size_t input_from, input_to;
static unsigned char output[2 * MOST_FRAME];
static size_t output_used, frame_begin;

static uint32_t number32(const unsigned char *at)
{
	return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

/* Makes sure that so many bytes are there. False at the end of the input. */
static bool fill(size_t wanted)
{
	if (input_to - input_from >= wanted)
		return true;
	memmove(input, input + input_from, input_to - input_from);
	input_to -= input_from;
	input_from = 0;
	while (input_to < wanted) {
		ssize_t got = read(STDIN_FILENO, input + input_to, sizeof(input) - input_to);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		input_to += (size_t)got;
	}
	return true;
}

bool frame_next(struct frame *frame)
{
	size_t length;

	if (!fill(HEAD))
		return false;
	length = number32(input + input_from + 4);
	if (length > MOST_FRAME || !fill(HEAD + length))
		return false;
	frame->kind = input[input_from];
	frame->wrong = false;
	frame->at = input + input_from + HEAD;
	frame->left = length;
	input_from += HEAD + length;
	return true;
}

static const unsigned char *take(struct frame *frame, size_t length)
{
	const unsigned char *at = frame->at;

	if (frame->left < length) {
		frame->wrong = true;
		frame->left = 0;
		return NULL;
	}
	frame->at += length;
	frame->left -= length;
	return at;
}

uint32_t take32(struct frame *frame)
{
	const unsigned char *at = take(frame, 4);

	return at ? number32(at) : 0;
}

uint64_t take64(struct frame *frame)
{
	uint64_t low = take32(frame);

	return low | (uint64_t)take32(frame) << 32;
}

struct text take_text(struct frame *frame)
{
	size_t length = take32(frame);
	const unsigned char *at = take(frame, length);
	struct text text = { at ? (const char *)at : "", at ? length : 0 };

	return text;
}

/* ---- answers ---- */

void say_flush(void)
{
	size_t done = 0;

	while (done < output_used) {
		ssize_t put = write(STDOUT_FILENO, output + done, output_used - done);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			_exit(1); /* nobody listens any more */
		done += (size_t)put;
	}
	output_used = 0;
}

void say_bytes(const void *bytes, size_t length)
{
	memcpy(output + output_used, bytes, length);
	output_used += length;
}

void say32(uint32_t number)
{
	unsigned char bytes[4] = { (unsigned char)number, (unsigned char)(number >> 8), (unsigned char)(number >> 16),
				   (unsigned char)(number >> 24) };

	say_bytes(bytes, sizeof(bytes));
}

void say64(uint64_t number)
{
	say32((uint32_t)number);
	say32((uint32_t)(number >> 32));
}

void say_text(const char *bytes, size_t length)
{
	say32((uint32_t)length);
	say_bytes(bytes, length);
}

/* A frame is at most half of the buffer long: those who write one see to that. */
void say_begin(enum answer kind)
{
	if (output_used > sizeof(output) / 2)
		say_flush();
	frame_begin = output_used;
	say32((uint32_t)kind);
	say32(0);
}

void say_end(void)
{
	uint32_t length = (uint32_t)(output_used - frame_begin - HEAD);

	output[frame_begin + 4] = (unsigned char)length;
	output[frame_begin + 5] = (unsigned char)(length >> 8);
	output[frame_begin + 6] = (unsigned char)(length >> 16);
	output[frame_begin + 7] = (unsigned char)(length >> 24);
}
