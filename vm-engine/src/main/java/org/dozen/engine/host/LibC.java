// SPDX-License-Identifier: Apache-2.0
package org.dozen.engine.host;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/**
 * The functions of the C library that we call, mapped directly. Names and shapes are those of their
 * manual pages; {@code size_t} and {@code ssize_t} are long, as only x86-64 is served.
 */
final class LibC {
    static final int O_RDONLY = 0;
    static final int O_RDWR = 2;
    static final int O_CREAT = 0x40;
    static final int O_EXCL = 0x80;
    static final int O_NONBLOCK = 0x800;
    static final int O_CLOEXEC = 0x80000;

    static final int AF_UNIX = 1;
    static final int SOCK_STREAM = 1;
    static final int SOCK_CLOEXEC = 0x80000;
    static final int SHUT_RDWR = 2;
    static final int MSG_NOSIGNAL = 0x4000;

    static final int F_DUPFD_CLOEXEC = 1030;
    static final int F_ADD_SEALS = 1033;
    static final int F_SEAL_SEAL = 1;
    static final int F_SEAL_SHRINK = 2;
    static final int F_SEAL_GROW = 4;
    static final int MFD_CLOEXEC = 1;
    static final int MFD_ALLOW_SEALING = 2;

    static final int LOCK_SH = 1;
    static final int LOCK_EX = 2;
    static final int LOCK_NB = 4;

    static final short POLLIN = 1;

    static final int P_PIDFD = 3;
    static final int WEXITED = 4;
    static final int WNOHANG = 1;
    static final int WNOWAIT = 0x01000000;

    static final int SEEK_SET = 0;
    static final int SEEK_DATA = 3;
    static final int SEEK_HOLE = 4;

    static final int P_PID = 1;
    static final int WSTOPPED = 2;

    static final long PTRACE_DETACH = 17;
    static final long PTRACE_SYSCALL = 24;
    static final long PTRACE_SEIZE = 0x4206;
    static final long PTRACE_INTERRUPT = 0x4207;
    static final long PTRACE_GET_SYSCALL_INFO = 0x420e;
    static final int PTRACE_O_TRACESYSGOOD = 1;

    static final long SYS_PIDFD_SEND_SIGNAL = 424;
    static final long SYS_PIDFD_OPEN = 434;
    static final long SYS_PIDFD_GETFD = 438;

    static final int AT_FDCWD = -100;
    static final int RENAME_NOREPLACE = 1;

    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int EINTR = 4;
    static final int ENXIO = 6;
    static final int EAGAIN = 11;
    static final int EACCES = 13;
    static final int EEXIST = 17;
    static final int EINVAL = 22;
    static final int ENOSPC = 28;
    static final int EROFS = 30;
    static final int ENOLCK = 37;
    static final int ENOSYS = 38;
    static final int EOPNOTSUPP = 95;
    static final int EDQUOT = 122;

    static {
        Native.register(LibC.class, "c");
    }

    private LibC() {}

    static native int open(String path, int flags, int mode) throws LastErrorException;

    static native int close(int fd) throws LastErrorException;

    static native int pipe2(Pointer two, int flags) throws LastErrorException;

    static native int socketpair(int domain, int type, int protocol, Pointer two)
            throws LastErrorException;

    static native int shutdown(int fd, int how) throws LastErrorException;

    static native long read(int fd, Pointer to, long bytes) throws LastErrorException;

    static native long send(int fd, Pointer from, long bytes, int flags) throws LastErrorException;

    static native int fcntl(int fd, int command, long argument) throws LastErrorException;

    static native int memfd_create(String name, int flags) throws LastErrorException;

    static native int ftruncate(int fd, long bytes) throws LastErrorException;

    static native int flock(int fd, int operation) throws LastErrorException;

    static native int renameat2(int fromFolder, String from, int toFolder, String to, int flags)
            throws LastErrorException;

    static native long lseek(int fd, long offset, int whence) throws LastErrorException;

    static native long copy_file_range(
            int in, Pointer inOffset, int out, Pointer outOffset, long bytes, int flags)
            throws LastErrorException;

    static native long sendfile(int out, int in, Pointer inOffset, long bytes)
            throws LastErrorException;

    static native int fsync(int fd) throws LastErrorException;

    static native int ioctl(int fd, long request, Pointer argument) throws LastErrorException;

    static native int poll(Pointer fds, long count, int millis) throws LastErrorException;

    static native int waitid(int kind, int id, Pointer info, int options) throws LastErrorException;

    static native long syscall(long number, long a, long b, long c, long d)
            throws LastErrorException;

    static native long ptrace(long request, int pid, Pointer address, Pointer data)
            throws LastErrorException;

    static native long process_vm_readv(
            int pid, Pointer local, long locals, Pointer remote, long remotes, long flags)
            throws LastErrorException;

    static native int statx(int folder, String path, int flags, int mask, Pointer answer)
            throws LastErrorException;

    static native int isatty(int fd);

    static native int tcgetattr(int fd, Pointer termios) throws LastErrorException;

    static native int tcsetattr(int fd, int when, Pointer termios) throws LastErrorException;

    static native void cfmakeraw(Pointer termios);

    static native int sigemptyset(Pointer set);

    static native int sigfillset(Pointer set);

    // These give the error number as their result.
    static native int posix_spawn(
            Pointer pid,
            String path,
            Pointer actions,
            Pointer attributes,
            Pointer argv,
            Pointer envp);

    static native int posix_spawn_file_actions_init(Pointer actions);

    static native int posix_spawn_file_actions_destroy(Pointer actions);

    static native int posix_spawn_file_actions_adddup2(Pointer actions, int fd, int as);

    static native int posix_spawn_file_actions_addclosefrom_np(Pointer actions, int from);

    static native int posix_spawnattr_init(Pointer attributes);

    static native int posix_spawnattr_destroy(Pointer attributes);

    static native int posix_spawnattr_setflags(Pointer attributes, short flags);

    static native int posix_spawnattr_setsigmask(Pointer attributes, Pointer set);

    static native int posix_spawnattr_setsigdefault(Pointer attributes, Pointer set);

    static native String strerror(int error);
}
