package dev.simarena.engine.event;

import dev.simarena.engine.model.ObjectReference;

/** Name what makes events of one reporter alike. */
sealed interface EventKey {

    /** Events about one object and of one type, which together may be so many and no more. */
    record Sender(String host, ObjectReference about, String type) implements EventKey {

        /** Name the sender of an event about an object; which of its parts or versions it is about does not matter. */
        static Sender of(String host, ObjectReference about, String type) {
            return new Sender(host, about.unversioned().at(""), type);
        }
    }

    /** Events that differ in nothing but the message. */
    record Similar(Sender sender, String reason) implements EventKey {}

    /** Events that differ in nothing but the time. */
    record Same(Similar similar, String fieldPath, String message) implements EventKey {}
}
