/** Run the rules that schemas of custom resources write in the Common Expression Language. */
@NullMarked
package dev.simarena.engine.apiserver.rule;

import org.jspecify.annotations.NullMarked;
