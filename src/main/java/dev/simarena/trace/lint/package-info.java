/** Find what is wrong with traces: SimKube's rules as they are, and a wider set of rules of our own. */
@NullMarked
package dev.simarena.trace.lint;

import org.jspecify.annotations.NullMarked;
