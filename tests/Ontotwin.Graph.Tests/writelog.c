// Preloaded into a process (LD_PRELOAD), writes down in order every change that it makes to files below a folder, every flush, and what it acknowledges:
// WriteLog.cs reads it. Environment: WRITELOG_ROOT the folder, WRITELOG_FILE where to write, WRITELOG_ACK the file whose writes are acknowledgements.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
static int log_fd = -1;
static const char *root, *ack;
enum { NONE, FILE_BELOW, ACK };
static unsigned char kind[65536];

#define REAL(name) static __typeof__(name) *real; if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static ssize_t raw_write(int fd, const void *bytes, size_t count) { REAL(write); return real(fd, bytes, count); }

__attribute__((constructor)) static void start(void) {
  if (log_fd >= 0 || !getenv("WRITELOG_FILE")) return;
  root = getenv("WRITELOG_ROOT"); ack = getenv("WRITELOG_ACK");
  static int (*open_)(const char *, int, ...);
  open_ = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, "open");
  log_fd = open_(getenv("WRITELOG_FILE"), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int below(const char *path) { return log_fd >= 0 && path && !strncmp(path, root, strlen(root)); }

static void record(char op, uint64_t inode, int64_t at, const void *bytes, int64_t count) {
  char head[25];
  head[0] = op; memcpy(head + 1, &inode, 8); memcpy(head + 9, &at, 8); memcpy(head + 17, &count, 8);
  struct iovec parts[2] = {{head, 25}, {(void *)bytes, (size_t)count}};
  raw_write(log_fd, parts[0].iov_base, 25);
  for (int64_t done = 0; done < count;) { ssize_t w = raw_write(log_fd, (const char *)bytes + done, (size_t)(count - done)); if (w <= 0) abort(); done += w; }
}

static uint64_t inode_of(int fd) { struct stat s; return fstat(fd, &s) ? 0 : (uint64_t)s.st_ino; }
static int tracked(int fd) { return fd >= 0 && fd < 65536 ? kind[fd] : NONE; }

static int opened(int fd, const char *path, int flags, int existed) {
  if (fd < 0 || fd >= 65536) return fd;
  kind[fd] = NONE;
  if (ack && log_fd >= 0 && !strcmp(path, ack)) { kind[fd] = ACK; return fd; }
  if (!below(path) || (flags & O_DIRECTORY)) return fd;
  struct stat s;
  if (fstat(fd, &s) || !S_ISREG(s.st_mode)) return fd;
  kind[fd] = FILE_BELOW;
  if (!existed) record('C', (uint64_t)s.st_ino, 0, path, (int64_t)strlen(path));
  else if (flags & O_TRUNC) record('T', (uint64_t)s.st_ino, 0, "", 0);
  return fd;
}

#define OPEN(name) \
int name(const char *path, int flags, ...) { \
  va_list more; va_start(more, flags); mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(more, mode_t) : 0; va_end(more); \
  static int (*real)(const char *, int, ...); if (!real) real = (int (*)(const char *, int, ...))dlsym(RTLD_NEXT, #name); \
  /* Others are not waited for: opening a pipe may wait for its other end. */ \
  if (!below(path) && !(log_fd >= 0 && ack && !strcmp(path, ack))) { int fd = real(path, flags, mode); if (fd >= 0 && fd < 65536) kind[fd] = NONE; return fd; } \
  pthread_mutex_lock(&gate); \
  int existed = !access(path, F_OK), fd = opened(real(path, flags, mode), path, flags, existed); \
  pthread_mutex_unlock(&gate); return fd; }
OPEN(open)
OPEN(open64)

int close(int fd) { REAL(close); if (!tracked(fd)) return real(fd); pthread_mutex_lock(&gate); kind[fd] = NONE; int r = real(fd); pthread_mutex_unlock(&gate); return r; }

ssize_t write(int fd, const void *bytes, size_t count) {
  REAL(write);
  if (!tracked(fd)) return real(fd, bytes, count);
  pthread_mutex_lock(&gate);
  struct stat s; fstat(fd, &s);
  int64_t at = (fcntl(fd, F_GETFL) & O_APPEND) ? s.st_size : lseek(fd, 0, SEEK_CUR);
  ssize_t done = real(fd, bytes, count);
  if (done > 0) record(kind[fd] == ACK ? 'A' : 'W', (uint64_t)s.st_ino, at, bytes, done);
  pthread_mutex_unlock(&gate); return done;
}

#define PWRITE(name) \
ssize_t name(int fd, const void *bytes, size_t count, off_t at) { \
  REAL(name); \
  if (!tracked(fd)) return real(fd, bytes, count, at); \
  pthread_mutex_lock(&gate); \
  int64_t where = (fcntl(fd, F_GETFL) & O_APPEND) ? lseek(fd, 0, SEEK_END) : at; \
  ssize_t done = real(fd, bytes, count, at); \
  if (done > 0) record(kind[fd] == ACK ? 'A' : 'W', inode_of(fd), where, bytes, done); \
  pthread_mutex_unlock(&gate); return done; }
PWRITE(pwrite)
PWRITE(pwrite64)

#define TRUNCATE(name) \
int name(int fd, off_t size) { REAL(name); if (!tracked(fd)) return real(fd, size); pthread_mutex_lock(&gate); int r = real(fd, size); if (!r && tracked(fd) == FILE_BELOW) record('T', inode_of(fd), size, "", 0); pthread_mutex_unlock(&gate); return r; }
TRUNCATE(ftruncate)
TRUNCATE(ftruncate64)

static void flushed(int fd) {
  if (tracked(fd) == FILE_BELOW) { record('S', inode_of(fd), 0, "", 0); return; }
  struct stat s;
  if (log_fd < 0 || fstat(fd, &s) || !S_ISDIR(s.st_mode)) return;
  char link_[64], path[PATH_MAX];
  snprintf(link_, sizeof link_, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link_, path, sizeof path - 1);
  if (n > 0) { path[n] = 0; if (below(path)) record('D', 0, 0, path, n); }
}

static int matters(int fd) { struct stat s; return tracked(fd) || (log_fd >= 0 && !fstat(fd, &s) && S_ISDIR(s.st_mode)); }

int fsync(int fd) { REAL(fsync); if (!matters(fd)) return real(fd); pthread_mutex_lock(&gate); int r = real(fd); if (!r) flushed(fd); pthread_mutex_unlock(&gate); return r; }
int fdatasync(int fd) { REAL(fdatasync); if (!matters(fd)) return real(fd); pthread_mutex_lock(&gate); int r = real(fd); if (!r) flushed(fd); pthread_mutex_unlock(&gate); return r; }

int rename(const char *from, const char *to) {
  REAL(rename); if (!below(to)) return real(from, to); pthread_mutex_lock(&gate); int r = real(from, to);
  if (!r && below(to)) { char both[2 * PATH_MAX + 2]; int n = snprintf(both, sizeof both, "%s\n%s", from, to); record('R', 0, 0, both, n); }
  pthread_mutex_unlock(&gate); return r;
}

int unlink(const char *path) { REAL(unlink); if (!below(path)) return real(path); pthread_mutex_lock(&gate); int r = real(path); if (!r && below(path)) record('U', 0, 0, path, (int64_t)strlen(path)); pthread_mutex_unlock(&gate); return r; }
