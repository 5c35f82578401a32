/** What is asked: a problem, its copies in time or under outages, and the links between them. */
package org.flexopf.opf.problem;
