package org.flexopf.exchange.journal;

/**
 * What was found as a journal was opened.
 *
 * @param commands how many commands it holds
 * @param snapshotCommands how many of them a snapshot spared; 0 without one
 * @param tornBytes how many bytes of a torn record were cut off at the end
 * @param unanswered how many commands at the end had no outcome yet, so that they were carried out now
 */
public record Recovery(long commands, long snapshotCommands, long tornBytes, long unanswered) {}
