/** What a program takes from the profile of its block: numbers that may become others, and facts that it rests on. */
package org.flexopf.opf.data;
