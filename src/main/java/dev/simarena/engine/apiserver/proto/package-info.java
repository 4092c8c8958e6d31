/** Read objects that clients send in protobuf. */
@NullMarked
package dev.simarena.engine.apiserver.proto;

import org.jspecify.annotations.NullMarked;
