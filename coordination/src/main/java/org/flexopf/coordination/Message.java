package org.flexopf.coordination;

/**
 * Messages of one kind that one party sends another.
 *
 * @param sender who sends
 * @param receiver who receives
 * @param kind what they say
 * @param count how many there are
 */
public record Message(String sender, String receiver, String kind, int count) {}
