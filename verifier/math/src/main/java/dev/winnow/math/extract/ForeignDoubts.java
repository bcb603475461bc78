package dev.winnow.math.extract;

/**
 * Words of other languages that deny, doubt, suppose or refuse. They count anywhere in the clause
 * of the number, because these languages are not parsed further.
 */
final class ForeignDoubts {
  /** Phrases in the clause before the number. */
  static final Phrases BEFORE =
      Phrases.of(
          """
          n'est, n\u2019est, ne, pas, jamais, n'est pas, faux, fausse, incorrect, incorrecte, erreur, doute,
          peut-\u00eatre, sauf, autre que, supposons, suppose que, supposer, pr\u00e9tend, hors,
          pourrait, impossible que, aucun, aucune, moiti\u00e9 de, double de, plut\u00f4t que, exclu,
          nicht, kein, keine, keinen, keiner, keineswegs, niemals, falsch, bezweifle, zweifle,
          zweifelhaft, vielleicht, au\u00dfer, angenommen, annehmen, nie, weder, unm\u00f6glich,
          unwahrscheinlich, m\u00f6glicherweise, k\u00f6nnte, behauptet, sondern, fehler, statt,
          no es, no son, no era, no ser\u00eda, no ser\u00e1, no sea, no puede, no creo, no pienso, nunca,
          falso, falsa, dudo, dudoso, incorrecto, equivocado, error decir, quiz\u00e1, quiz\u00e1s, tal vez,
          excepto, salvo, supongamos, supongo, suponga, podr\u00eda, tampoco, jam\u00e1s, distinto de,
          diferente de, imposible, no hay, menos que,
          non, mai, sbagliato, sbagliata, errato, dubito, forse, tranne, eccetto, supponiamo,
          potrebbe, n\u00e9, mica, nemmeno, neppure, diverso da, impossibile,
          n\u00e3o, errado, errada, incorreto, duvido, talvez, exceto, suponha, suponhamos, poderia,
          jamais, nem, diferente de, imposs\u00edvel, nenhum, engano,
          \u043d\u0435, \u043d\u0435\u0442, \u043d\u0438, \u043d\u0435\u0432\u0435\u0440\u043d\u043e, \u043d\u0435\u043f\u0440\u0430\u0432\u0438\u043b\u044c\u043d\u043e, \u043e\u0448\u0438\u0431\u043a\u0430, \u043e\u0448\u0438\u0431\u043e\u0447\u043d\u043e, \u043d\u0438\u043a\u043e\u0433\u0434\u0430, \u043a\u0440\u043e\u043c\u0435, \u043c\u043e\u0436\u0435\u0442, \u0432\u043e\u0437\u043c\u043e\u0436\u043d\u043e,
          \u0441\u043e\u043c\u043d\u0435\u0432\u0430\u044e\u0441\u044c, \u0432\u0440\u044f\u0434, \u0432\u0440\u044f\u0434 \u043b\u0438, \u043f\u0440\u0435\u0434\u043f\u043e\u043b\u043e\u0436\u0438\u043c, \u0434\u043e\u043f\u0443\u0441\u0442\u0438\u043c, \u0435\u0441\u043b\u0438, \u043b\u043e\u0436\u044c, \u043d\u0435\u043b\u044c\u0437\u044f, \u043d\u0435\u0432\u043e\u0437\u043c\u043e\u0436\u043d\u043e, \u0432\u0440\u043e\u0434\u0435, \u0431\u0443\u0434\u0442\u043e,
          \u306a\u3044, \u306a\u304f, \u307e\u305b\u3093, \u9055\u3044, \u9055\u3046, \u9593\u9055, \u8aa4, \u4ee5\u5916, \u304b\u3082\u3057\u308c, \u4eee\u306b, \u3068\u3059\u308b\u3068, \u4eee\u5b9a, \u7591, \u306e\u534a\u5206, \u306e\u4e8c\u500d, \u3058\u3083,
          \uc544\ub2c8, \uc544\ub2d9, \uc54a, \ud2c0\ub9b0, \ud2c0\ub838, \ud2c0\ub9bd, \uc798\ubabb, \ubaa8\ub974, \uc544\ub9c8, \uac00\uc815, \ub9cc\uc57d, \uc81c\uc678, \uc5c6, \uc758\uc2ec, \ubd88\uac00\ub2a5,
          \u4e0d, \u9519, \u932f, \u975e, \u5e76\u672a, \u6ca1, \u6c92, \u5426, \u53ef\u80fd, \u4e5f\u8bb8, \u4e5f\u8a31, \u5927\u6982, \u6216\u8bb8, \u6216\u8a31, \u9664\u4e86, \u9664\u5374, \u4ee5\u5916, \u6000\u7591, \u61f7\u7591, \u5047\u8bbe, \u5047\u8a2d, \u5982\u679c, \u5047\u5982,
          \u5047\u5b9a, \u82e5, \u731c, \u4e00\u534a, \u4e24\u500d, \u672a\u5fc5, \u522b, \u52ff, \u7edd, \u7d55, \u6709\u4eba, \u8c01\u8bf4
          """);

  /** Phrases anywhere after the number. */
  static final Phrases AFTER =
      Phrases.of(
          """
          faux, c'est faux, n'est pas, n\u2019est pas, est fausse, incorrecte, pas correct, pas exact,
          pas juste, erreur, falsch, nicht richtig, nicht korrekt, stimmt nicht, ist nicht, nicht die,
          no es, incorrecto, es falso, est\u00e1 mal, equivocado, sbagliato, sbagliata, errato,
          non \u00e8, \u00e8 falso, errado, errada, incorreto, n\u00e3o \u00e9, n\u00e3o est\u00e1, est\u00e1 errado,
          \u043d\u0435\u0442, \u043d\u0435\u0432\u0435\u0440\u043d\u043e, \u043d\u0435\u0432\u0435\u0440\u0435\u043d, \u043d\u0435\u043f\u0440\u0430\u0432\u0438\u043b\u044c\u043d\u043e, \u043d\u0435\u043f\u0440\u0430\u0432\u0438\u043b\u044c\u043d\u044b\u0439, \u043e\u0448\u0438\u0431\u043a\u0430, \u043e\u0448\u0438\u0431\u043e\u0447\u043d\u043e, \u043d\u0435 \u043e\u0442\u0432\u0435\u0442, \u043d\u0435 \u043f\u043e\u0434\u0445\u043e\u0434\u0438\u0442, \u043d\u0435 \u044f\u0432\u043b\u044f\u0435\u0442\u0441\u044f,
          \u3067\u306f\u306a\u3044, \u3067\u306f\u3042\u308a\u307e\u305b\u3093, \u3058\u3083\u306a\u3044, \u3058\u3083\u3042\u308a\u307e\u305b\u3093, \u3067\u306f\u306a\u304f, \u9055\u3044\u307e\u3059, \u9055\u3046, \u9593\u9055, \u8aa4\u308a, \u4ee5\u5916, \u304b\u3082\u3057\u308c, \u4e0d\u6b63\u89e3, \u3067\u3059\u304b, \u3060\u308d\u3046\u304b, \u306f\u305a\u304c\u306a\u3044,
          \uc544\ub2c8, \uc544\ub2d9, \ud2c0\ub838, \ud2c0\ub9b0, \ud2c0\ub9bd, \uc798\ubabb, \ubaa8\ub974, \ub9de\uc9c0 \uc54a, \uc62c\uc9c0 \uc54a, \uc77c\uae4c, \uc778\uac00, \uc77c\uc9c0\ub3c4,
          \u4e0d\u5bf9, \u4e0d\u5c0d, \u4e0d\u662f\u7b54, \u4e0d\u662f\u6b63, \u4e0d\u662f\u5bf9, \u4e0d\u6b63\u786e, \u4e0d\u6b63\u78ba, \u9519, \u932f, \u6709\u8bef, \u6709\u8aa4, \u4e0d\u6210\u7acb, \u4e0d\u7b26\u5408, \u4e0d\u53ef\u80fd, \u77db\u76fe, \u5417, \u55ce, \u5426, \u4ee5\u5916, \u4e4b\u5916, \u66f4\u6b63, \u7684\u4e00\u534a, \u7684\u4e24\u500d,
          \u7684\u5e73\u65b9
          """);

  /** Phrases anywhere in a response that has no announced answer. */
  static final Phrases REFUSALS =
      Phrases.of(
          """
          je ne sais pas, je ne peux pas, je n'ai aucune, je suis incapable, d\u00e9sol\u00e9, wei\u00df es nicht,
          wei\u00df ich nicht, ich wei\u00df nicht, ich kann nicht, kann ich nicht, keine ahnung, leider,
          no s\u00e9, no lo s\u00e9, no puedo, no tengo idea, lo siento, non lo so, non so, non posso,
          mi dispiace, n\u00e3o sei, n\u00e3o posso, n\u00e3o consigo, desculpe, \u043d\u0435 \u0437\u043d\u0430\u044e, \u043d\u0435 \u043c\u043e\u0433\u0443, \u0438\u0437\u0432\u0438\u043d\u0438\u0442\u0435,
          \u308f\u304b\u308a\u307e\u305b\u3093, \u5206\u304b\u308a\u307e\u305b\u3093, \u308f\u304b\u3089\u306a\u3044, \u5206\u304b\u3089\u306a\u3044, \u3067\u304d\u307e\u305b\u3093, \u7533\u3057\u8a33, \ubaa8\ub974, \ubaa8\ub985\ub2c8\ub2e4, \uc54c \uc218 \uc5c6,
          \ud560 \uc218 \uc5c6, \uc8c4\uc1a1, \u4e0d\u77e5\u9053, \u4e0d\u6e05\u695a, \u65e0\u6cd5, \u7121\u6cd5, \u4e0d\u80fd, \u62b1\u6b49, \u4e0d\u4f1a, \u4e0d\u786e\u5b9a
          """);

  private ForeignDoubts() {}
}
