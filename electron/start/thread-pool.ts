/**
 * Calls of the file system that may wait for the disk at the same time. A file that came down is only
 * done when the disk has it; with the four threads that are usual, four files would be waited for at a
 * time, although the disk writes a hundred as fast. Set before anything is asked of the pool.
 *
 * @see https://docs.libuv.org/en/v1.x/threadpool.html
 */
process.env['UV_THREADPOOL_SIZE'] ??= '32'
