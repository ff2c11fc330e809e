// SPDX-License-Identifier: GPL-2.0-only
/*
 * The console: one terminal, ttyD0, over two descriptors. Output that the other side does not take yet
 * waits in a buffer here and goes on when the descriptor is writable again.
 */
#include <linux/console.h>
#include <linux/init.h>
#include <linux/kfifo.h>
#include <linux/module.h>
#include <linux/spinlock.h>
#include <linux/tty.h>
#include <linux/tty_driver.h>
#include <linux/tty_flip.h>
#include <linux/workqueue.h>
#include <asm/irq.h>
#include "host.h"

#define WAITING_BYTES 16384

static struct tty_driver *driver;
static struct tty_port port;
static DEFINE_KFIFO(waiting, unsigned char, WAITING_BYTES);
static DEFINE_SPINLOCK(lock);
static bool blocked; /* the last write found the descriptor full */
static bool started; /* the port can take input */
static bool gone;    /* the other side is closed */
static char last_written = '\n';
static bool user_wrote;

bool dozen_console_listening;

bool dozen_console_wants_output(void)
{
	return blocked && !gone;
}

/* A guest program has written something that does not end a line, and now everybody waits. */
bool dozen_console_prompted(void)
{
	return user_wrote && last_written != '\n' && dozen_control->state == DOZEN_STATE_RUNNING;
}

static long host_write(const void *from, unsigned int length)
{
	return dozen_host_call(ROW_write, DOZEN_FD_CONSOLE_OUT | (u64)length << 8, DOZEN_FD_CONSOLE_OUT, (long)from,
			       length, 0, 0);
}

/* With the lock held: as much as the descriptor takes. */
static void push(void)
{
	unsigned int linear;
	unsigned char *from;
	long written;

	while ((linear = kfifo_out_linear_ptr(&waiting, &from, WAITING_BYTES))) {
		written = host_write(from, linear);
		if (written == -EAGAIN) {
			blocked = true;
			return;
		}
		if (written <= 0) {
			gone = true;
			kfifo_reset(&waiting);
			break;
		}
		kfifo_skip_count(&waiting, written);
	}
	blocked = false;
}

static ssize_t write(struct tty_struct *tty, const u8 *from, size_t count)
{
	unsigned long flags;
	long written = 0;

	if (!count)
		return 0;
	spin_lock_irqsave(&lock, flags);
	if (gone) {
		spin_unlock_irqrestore(&lock, flags);
		return count;
	}
	/* usually nothing waits and everything is taken at once */
	if (kfifo_is_empty(&waiting)) {
		written = host_write(from, count);
		if (written == -EAGAIN) {
			blocked = true;
			written = 0;
		} else if (written < 0) {
			gone = true;
			written = count;
		}
	}
	if (written < count) {
		written += kfifo_in(&waiting, from + written, count - written);
		if (!blocked)
			push();
	}
	if (written) {
		last_written = from[written - 1];
		user_wrote = true;
	}
	spin_unlock_irqrestore(&lock, flags);
	return written;
}

static unsigned int write_room(struct tty_struct *tty)
{
	return kfifo_avail(&waiting);
}

static unsigned int chars_in_buffer(struct tty_struct *tty)
{
	return kfifo_len(&waiting);
}

static void flush_buffer(struct tty_struct *tty)
{
	unsigned long flags;

	spin_lock_irqsave(&lock, flags);
	kfifo_reset(&waiting);
	spin_unlock_irqrestore(&lock, flags);
	tty_wakeup(tty);
}

/* The window's size is known from the start. */
static int install(struct tty_driver *of, struct tty_struct *tty)
{
	int error = tty_standard_install(of, tty);

	tty->winsize.ws_col = READ_ONCE(dozen_control->columns);
	tty->winsize.ws_row = READ_ONCE(dozen_control->rows);
	return error;
}

static int open(struct tty_struct *tty, struct file *file)
{
	dozen_console_listening = !gone;
	/* The size it has from the start; a later one comes with a signal. */
	if (!tty->winsize.ws_col) {
		tty->winsize.ws_col = READ_ONCE(dozen_control->columns);
		tty->winsize.ws_row = READ_ONCE(dozen_control->rows);
	}
	return tty_port_open(&port, tty, file);
}

static void close(struct tty_struct *tty, struct file *file)
{
	tty_port_close(&port, tty, file);
}

static void hangup(struct tty_struct *tty)
{
	tty_port_hangup(&port);
}

/* More than the terminal can hold stays with the host: nothing that was typed is lost. */
static void unthrottle(struct tty_struct *tty)
{
	dozen_console_listening = !gone;
	dozen_cpu.pending |= 1 << DOZEN_IRQ_CONSOLE;
}

static void throttle(struct tty_struct *tty)
{
	dozen_console_listening = false;
}

static const struct tty_operations operations = {
	.install = install,
	.open = open,
	.close = close,
	.hangup = hangup,
	.write = write,
	.write_room = write_room,
	.chars_in_buffer = chars_in_buffer,
	.flush_buffer = flush_buffer,
	.throttle = throttle,
	.unthrottle = unthrottle,
};

static const struct tty_port_operations port_operations = {};

static void take_input(void)
{
	unsigned char buffer[256];
	long got;

	while (dozen_console_listening) {
		got = dozen_host_call(ROW_read, DOZEN_FD_CONSOLE_IN | (u64)sizeof(buffer) << 8, DOZEN_FD_CONSOLE_IN,
				      (long)buffer, sizeof(buffer), 0, 0);
		/* whoever answers a prompt so fast that nobody waited yet has seen it all the same */
		if (got > 0 && dozen_console_prompted())
			dozen_milestone(DOZEN_AT_CONSOLE_READ);
		if (got > 0)
			tty_insert_flip_string(&port, buffer, got);
		if (got == 0 || (got < 0 && got != -EAGAIN && got != -EINTR)) {
			dozen_console_listening = false;
			gone = true;
			dozen_abandoned();
		}
		if (got < (long)sizeof(buffer))
			break;
	}
	tty_flip_buffer_push(&port);
}

/* Input has come, or output can go on. */
void dozen_console_event(void)
{
	unsigned long flags;
	bool was_blocked;

	/* the first tick may come before the console has started */
	if (!started)
		return;
	take_input();
	spin_lock_irqsave(&lock, flags);
	was_blocked = blocked;
	if (blocked)
		push();
	spin_unlock_irqrestore(&lock, flags);
	if (was_blocked && !blocked)
		tty_port_tty_wakeup(&port);
}

static void resize(struct work_struct *work)
{
	struct tty_struct *tty = tty_port_tty_get(&port);
	struct winsize size = {
		.ws_col = READ_ONCE(dozen_control->columns),
		.ws_row = READ_ONCE(dozen_control->rows),
	};

	if (!tty)
		return;
	if (size.ws_col && size.ws_row)
		tty_do_resize(tty, &size);
	tty_kref_put(tty);
}
static DECLARE_WORK(resize_work, resize);

void dozen_console_resized(void)
{
	schedule_work(&resize_work);
}

/* --- kernel messages ---------------------------------------------------------------------------- */

static void console_write(struct console *console, const char *text, unsigned int length)
{
	unsigned long flags;

	spin_lock_irqsave(&lock, flags);
	while (length && !gone) {
		const char *end = memchr(text, '\n', length);
		unsigned int line = end ? end - text : length;

		kfifo_in(&waiting, text, line);
		if (end) {
			kfifo_in(&waiting, "\r\n", 2);
			line++;
		}
		text += line;
		length -= line;
	}
	push();
	spin_unlock_irqrestore(&lock, flags);
}

static struct tty_driver *terminal_of(struct console *console, int *index)
{
	*index = 0;
	return driver;
}

static struct console console = {
	.name = "ttyD",
	.write = console_write,
	.device = terminal_of,
	.flags = CON_PRINTBUFFER | CON_ENABLED,
	.index = 0,
};

/* Kernel messages end here; a panic still reaches the control page. */
void dozen_console_quiet(void)
{
	console_stop(&console);
}

static int __init messages_start(void)
{
	register_console(&console);
	return 0;
}
console_initcall(messages_start);

static int __init terminal_start(void)
{
	int error;

	driver = tty_alloc_driver(1, TTY_DRIVER_REAL_RAW | TTY_DRIVER_RESET_TERMIOS);
	if (IS_ERR(driver))
		return PTR_ERR(driver);
	driver->driver_name = "dozen";
	driver->name = "ttyD";
	driver->type = TTY_DRIVER_TYPE_CONSOLE;
	driver->subtype = SYSTEM_TYPE_CONSOLE;
	driver->init_termios = tty_std_termios;
	driver->init_termios.c_iflag |= IUTF8;
	tty_set_operations(driver, &operations);
	tty_port_init(&port);
	port.ops = &port_operations;
	tty_port_link_device(&port, driver, 0);
	started = true;
	error = tty_register_driver(driver);
	if (error)
		tty_driver_kref_put(driver);
	return error;
}
device_initcall(terminal_start);
