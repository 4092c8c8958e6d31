/** Run Jobs and CronJobs, and delete them after their time. */
@NullMarked
package dev.simarena.engine.job;

import org.jspecify.annotations.NullMarked;
