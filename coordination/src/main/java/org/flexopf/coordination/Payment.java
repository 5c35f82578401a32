package org.flexopf.coordination;

/**
 * Money that one party pays another, in currency per hour.
 *
 * @param payer who pays
 * @param payee who is paid
 * @param amount how much; below zero, it goes the other way
 * @param reason what for
 */
public record Payment(String payer, String payee, double amount, String reason) {}
