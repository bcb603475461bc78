class LM(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  layers : int
  heads : int
  kv_heads : int
  head_dim : int
  eps : float
  # The weights come as a list: embedding, final norm, output head (of a reward model: the score's
  # one row), then for each layer its seven:
  # attention norm, fused q|k|v, their bias (empty if none), output projection, mlp norm, fused
  # gate|up, down. B: rows, T: tokens, C: capacity of the cache, D: head_dim, G: heads per kv head.

  def rotate(self: __torch__.LM, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    half = self.head_dim // 2
    a = torch.slice(x, -1, 0, half, 1)
    b = torch.slice(x, -1, half, self.head_dim, 1)
    return torch.add(torch.mul(x, cos), torch.mul(torch.cat([torch.neg(b), a], -1), sin))

  def project(self: __torch__.LM, x: Tensor, w: List[Tensor], base: int, cos: Tensor, sin: Tensor) -> Tuple[Tensor, Tensor, Tensor]:
    rows = torch.size(x, 0)
    time = torch.size(x, 1)
    normed = torch.rms_norm(x, [torch.size(x, 2)], w[base], self.eps)
    qkv = torch.linear(normed, w[base + 1])
    if torch.numel(w[base + 2]) > 0:
      qkv = torch.add(qkv, w[base + 2])
    split = torch.transpose(torch.view(qkv, [rows, time, self.heads + 2 * self.kv_heads, self.head_dim]), 1, 2)
    q = torch.slice(split, 1, 0, self.heads, 1)
    k = torch.slice(split, 1, self.heads, self.heads + self.kv_heads, 1)
    v = torch.slice(split, 1, self.heads + self.kv_heads, self.heads + 2 * self.kv_heads, 1)
    return (self.rotate(q, cos, sin), self.rotate(k, cos, sin), v)

  def finish(self: __torch__.LM, x: Tensor, attended: Tensor, w: List[Tensor], base: int) -> Tensor:
    y = torch.add(x, torch.linear(attended, w[base + 3]))
    normed = torch.rms_norm(y, [torch.size(x, 2)], w[base + 4], self.eps)
    both = torch.chunk(torch.linear(normed, w[base + 5]), 2, -1)
    gated = torch.mul(torch.silu(both[0]), both[1])
    return torch.add(y, torch.linear(gated, w[base + 6]))

  def widen(self: __torch__.LM, x: Tensor) -> Tensor:
    group = self.heads // self.kv_heads
    if group == 1:
      return x
    return torch.repeat_interleave(x, group, 1)

  def causal(self: __torch__.LM, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    out = torch.scaled_dot_product_attention(q, self.widen(k), self.widen(v), None, 0., True)
    return torch.reshape(torch.transpose(out, 1, 2), [torch.size(q, 0), torch.size(q, 2), self.heads * self.head_dim])

  def hidden(self: __torch__.LM, ids: Tensor, w: List[Tensor], cos: Tensor, sin: Tensor) -> Tensor:
    time = torch.size(ids, 1)
    c = torch.slice(cos, 0, 0, time, 1)
    s = torch.slice(sin, 0, 0, time, 1)
    x = torch.embedding(w[0], ids)
    for layer in range(self.layers):
      base = 3 + 7 * layer
      q, k, v = self.project(x, w, base, c, s)
      x = self.finish(x, self.causal(q, k, v), w, base)
    return torch.rms_norm(x, [torch.size(x, 2)], w[1], self.eps)

  def forward(self: __torch__.LM, ids: Tensor, w: List[Tensor], cos: Tensor, sin: Tensor) -> Tensor:
    return torch.linear(self.hidden(ids, w, cos, sin), w[2])

  def loss(self: __torch__.LM, ids: Tensor, targets: Tensor, cos: Tensor, sin: Tensor, w: List[Tensor]) -> Tensor:
    logits = torch.linear(self.hidden(ids, w, cos, sin), w[2])
    flat = torch.view(logits, [-1, torch.size(logits, 2)])
    return torch.cross_entropy_loss(flat, torch.view(targets, [-1]), None, 1, -100, 0.)

  # As hidden, for rows that hold several texts one after another. places [B, T]: the position of
  # each token within its text; texts [B, T]: the number of its text, which sees only itself.
  def packed(self: __torch__.LM, ids: Tensor, places: Tensor, texts: Tensor, w: List[Tensor], cos: Tensor, sin: Tensor) -> Tensor:
    rows = torch.size(ids, 0)
    time = torch.size(ids, 1)
    flat = torch.view(places, [-1])
    c = torch.view(torch.index_select(cos, 0, flat), [rows, 1, time, self.head_dim])
    s = torch.view(torch.index_select(sin, 0, flat), [rows, 1, time, self.head_dim])
    steps = torch.arange(time, device=ops.prim.device(ids))
    before = torch.le(torch.unsqueeze(steps, 0), torch.unsqueeze(steps, 1))
    same = torch.eq(torch.unsqueeze(texts, 1), torch.unsqueeze(texts, 2))
    visible = torch.unsqueeze(torch.logical_and(same, before), 1)
    x = torch.embedding(w[0], ids)
    for layer in range(self.layers):
      base = 3 + 7 * layer
      q, k, v = self.project(x, w, base, c, s)
      x = self.finish(x, self.spread(q, k, v, visible), w, base)
    return torch.rms_norm(x, [torch.size(x, 2)], w[1], self.eps)

  # The negative log-likelihood of each token in targets [B, T]; 0 where that is -100.
  def surprise(self: __torch__.LM, ids: Tensor, targets: Tensor, places: Tensor, texts: Tensor, cos: Tensor, sin: Tensor, w: List[Tensor]) -> Tensor:
    logits = torch.linear(self.packed(ids, places, texts, w, cos, sin), w[2])
    flat = torch.view(logits, [-1, torch.size(logits, 2)])
    return torch.cross_entropy_loss(flat, torch.view(targets, [-1]), None, 0, -100, 0.)

  def packed_loss(self: __torch__.LM, ids: Tensor, targets: Tensor, places: Tensor, texts: Tensor, cos: Tensor, sin: Tensor, w: List[Tensor]) -> Tensor:
    known = torch.ne(torch.view(targets, [-1]), -100)
    return torch.div(torch.sum(self.surprise(ids, targets, places, texts, cos, sin, w)), torch.sum(known))

  # The log-likelihood of each text's targets. zeros [N]: one for each text, padding among them.
  def likelihoods(self: __torch__.LM, ids: Tensor, targets: Tensor, places: Tensor, texts: Tensor, zeros: Tensor, cos: Tensor, sin: Tensor, w: List[Tensor]) -> Tensor:
    surprise = self.surprise(ids, targets, places, texts, cos, sin, w)
    return torch.index_add(zeros, 0, torch.view(texts, [-1]), torch.neg(surprise))

  # The loss of DPO, and that of RPO. better, worse [P]: numbers of the texts; reference [P]: what
  # the reference's likelihoods of both differ by; lengths [P]: tokens of the better texts; scale
  # [2]: beta, and the share of the better texts' own loss.
  def preference(self: __torch__.LM, ids: Tensor, targets: Tensor, places: Tensor, texts: Tensor, zeros: Tensor, better: Tensor, worse: Tensor, reference: Tensor, lengths: Tensor, scale: Tensor, cos: Tensor, sin: Tensor, w: List[Tensor]) -> Tensor:
    known = self.likelihoods(ids, targets, places, texts, zeros, cos, sin, w)
    chosen = torch.index_select(known, 0, better)
    margin = torch.sub(torch.sub(chosen, torch.index_select(known, 0, worse)), reference)
    ranked = torch.mean(torch.softplus(torch.neg(torch.mul(margin, torch.select(scale, 0, 0)))))
    own = torch.mean(torch.div(torch.neg(chosen), lengths))
    return torch.add(ranked, torch.mul(own, torch.select(scale, 0, 1)))

  def clipping(self: __torch__.LM, g: List[Tensor], clip: float) -> Tensor:
    total = torch.zeros([1])
    for i in range(torch.len(g)):
      total = torch.add(total, torch.sum(torch.mul(g[i], g[i])))
    return torch.clamp(torch.div(torch.full([1], clip), torch.add(torch.sqrt(total), 1.0e-6)), None, 1.)

  def shrink(self: __torch__.LM, w: Tensor, by: float) -> Tensor:
    if torch.dim(w) > 1:
      _0 = torch.mul_(w, 1. - by)
    return w

  def adam(self: __torch__.LM, w: Tensor, g: Tensor, m: Tensor, v: Tensor, rate: float, step: int) -> Tensor:
    _0 = torch.add_(torch.mul_(m, 0.9), g, alpha=0.1)
    _1 = torch.addcmul_(torch.mul_(v, 0.95), g, g, value=0.05)
    root = torch.add(torch.sqrt(torch.div(v, 1. - 0.95 ** step)), 1.0e-8)
    return torch.addcdiv_(w, torch.div(m, 1. - 0.9 ** step), root, value=0. - rate)

  def adamw(self: __torch__.LM, w: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], rate: float, step: int, decay: float, clip: float) -> Tensor:
    scale = self.clipping(g, clip)
    for i in range(torch.len(w)):
      _0 = self.shrink(w[i], rate * decay)
      _1 = self.adam(w[i], torch.mul(g[i], scale), m[i], v[i], rate, step)
      _2 = torch.zero_(g[i])
    return scale

  # The nearest matrix with orthogonal rows or columns, by five Newton-Schulz iterations.
  def orthogonal(self: __torch__.LM, g: Tensor) -> Tensor:
    wide = torch.le(torch.size(g, 0), torch.size(g, 1))
    x = g
    if not wide:
      x = torch.t(g)
    x = torch.div(x, torch.add(torch.norm(x), 1.0e-7))
    for i in range(5):
      a = torch.mm(x, torch.t(x))
      b = torch.add(torch.mul(a, -4.7750), torch.mm(a, a), alpha=2.0315)
      x = torch.add(torch.mul(x, 3.4445), torch.mm(b, x))
    if not wide:
      x = torch.t(x)
    return x

  # Matrices within the layers take steps of a common size in every direction; the embedding, which
  # is the first weight, a head of one row and the norms are left to Adam.
  def muon(self: __torch__.LM, w: List[Tensor], g: List[Tensor], m: List[Tensor], v: List[Tensor], rate: float, step: int, decay: float, clip: float) -> Tensor:
    scale = self.clipping(g, clip)
    for i in range(torch.len(w)):
      grad = torch.mul(g[i], scale)
      _0 = self.shrink(w[i], rate * decay)
      if i > 0 and torch.dim(w[i]) > 1 and torch.size(w[i], 0) > 1:
        _1 = torch.add_(torch.mul_(m[i], 0.95), grad)
        long = max(torch.size(w[i], 0), torch.size(w[i], 1))
        turned = self.orthogonal(torch.add(grad, m[i], alpha=0.95))
        _2 = torch.add_(w[i], turned, alpha=0. - rate * 0.2 * long ** 0.5)
      else:
        _3 = self.adam(w[i], grad, m[i], v[i], rate, step)
      _4 = torch.zero_(g[i])
    return scale

  # One number for each row: the head's at its last position. Rows are padded on the right, which
  # the positions before do not see.
  def score(self: __torch__.LM, ids: Tensor, last: Tensor, w: List[Tensor], cos: Tensor, sin: Tensor) -> Tensor:
    return self.scored(self.hidden(ids, w, cos, sin), last, w)

  def scored(self: __torch__.LM, x: Tensor, last: Tensor, w: List[Tensor]) -> Tensor:
    rows = torch.arange(torch.size(x, 0), device=ops.prim.device(x))
    return self.at(x, torch.add(torch.mul(rows, torch.size(x, 1)), last), w)

  def at(self: __torch__.LM, x: Tensor, cells: Tensor, w: List[Tensor]) -> Tensor:
    flat = torch.reshape(x, [torch.size(x, 0) * torch.size(x, 1), torch.size(x, 2)])
    return torch.to(torch.squeeze(torch.linear(torch.index_select(flat, 0, cells), w[2]), 1), 6)

  # The loss of a reward model. ends [E], labels [E]: cells of the texts' last tokens, and 1 for
  # accepted. better, worse [P]: cells to compare, with weights [P]. A cell is a position of a row.
  # The mean of -log sigmoid of the score, or of its negative, by its label; and the weighted sum of
  # -log sigmoid(r_better - r_worse).
  def reward(self: __torch__.LM, ids: Tensor, ends: Tensor, labels: Tensor, better: Tensor, worse: Tensor, weights: Tensor, cos: Tensor, sin: Tensor, w: List[Tensor]) -> Tensor:
    x = self.hidden(ids, w, cos, sin)
    last = self.at(x, ends, w)
    known = torch.mean(torch.sub(torch.softplus(last), torch.mul(last, labels)))
    margin = torch.sub(self.at(x, better, w), self.at(x, worse, w))
    return torch.add(known, torch.sum(torch.mul(torch.softplus(torch.neg(margin)), weights)))

  def spread(self: __torch__.LM, q: Tensor, k: Tensor, v: Tensor, visible: Tensor) -> Tensor:
    out = torch.scaled_dot_product_attention(q, self.widen(k), self.widen(v), visible, 0., False)
    return torch.reshape(torch.transpose(out, 1, 2), [torch.size(q, 0), torch.size(q, 2), self.heads * self.head_dim])

  # Scores rows whose beginnings are shared: heads [G, P] are the beginnings, lengths [G] their
  # lengths, owner [B] the beginning of each row, tails [B, T] what follows it. A beginning's keys
  # and values are computed once and live for one layer only. The result is that of score.
  def score_shared(self: __torch__.LM, heads: Tensor, lengths: Tensor, owner: Tensor, tails: Tensor, last: Tensor, w: List[Tensor], cos: Tensor, sin: Tensor) -> Tensor:
    rows = torch.size(tails, 0)
    long = torch.size(heads, 1)
    time = torch.size(tails, 1)
    starts = torch.unsqueeze(torch.index_select(lengths, 0, owner), 1)
    steps = torch.arange(time, device=ops.prim.device(tails))
    # Padding may lie beyond the context; what it computes is not read.
    positions = torch.view(torch.clamp(torch.add(starts, steps), None, torch.size(cos, 0) - 1), [-1])
    c = torch.view(torch.index_select(cos, 0, positions), [rows, 1, time, self.head_dim])
    s = torch.view(torch.index_select(sin, 0, positions), [rows, 1, time, self.head_dim])
    before = torch.lt(torch.arange(long, device=ops.prim.device(tails)), starts)
    before = torch.expand(torch.view(before, [rows, 1, 1, long]), [rows, 1, time, long])
    within = torch.le(torch.unsqueeze(steps, 0), torch.unsqueeze(steps, 1))
    within = torch.expand(torch.view(within, [1, 1, time, time]), [rows, 1, time, time])
    visible = torch.cat([before, within], 3)
    ch = torch.slice(cos, 0, 0, long, 1)
    sh = torch.slice(sin, 0, 0, long, 1)
    x = torch.embedding(w[0], heads)
    y = torch.embedding(w[0], tails)
    for layer in range(self.layers):
      base = 3 + 7 * layer
      q, k, v = self.project(x, w, base, ch, sh)
      q2, k2, v2 = self.project(y, w, base, c, s)
      keys = torch.cat([torch.index_select(k, 0, owner), k2], 2)
      values = torch.cat([torch.index_select(v, 0, owner), v2], 2)
      y = self.finish(y, self.spread(q2, keys, values, visible), w, base)
      if layer + 1 < self.layers:
        x = self.finish(x, self.causal(q, k, v), w, base)
    return self.scored(torch.rms_norm(y, [torch.size(y, 2)], w[1], self.eps), last, w)

  def prefill(self: __torch__.LM, ids: Tensor, w: List[Tensor], cos: Tensor, sin: Tensor) -> List[Tensor]:
    time = torch.size(ids, 1)
    c = torch.slice(cos, 0, 0, time, 1)
    s = torch.slice(sin, 0, 0, time, 1)
    x = torch.embedding(w[0], ids)
    cache = annotate(List[Tensor], [])
    for layer in range(self.layers):
      base = 3 + 7 * layer
      q, k, v = self.project(x, w, base, c, s)
      _0 = torch.append(cache, torch.select(k, 0, 0))
      _1 = torch.append(cache, torch.select(v, 0, 0))
      if layer + 1 < self.layers:
        x = self.finish(x, self.causal(q, k, v), w, base)
    return cache

  def admit(self: __torch__.LM, cache: List[Tensor], prompt: List[Tensor], rows: List[int]) -> int:
    for i in range(torch.len(cache)):
      time = torch.size(prompt[i], 1)
      for j in range(torch.len(rows)):
        row = torch.select(cache[i], 0, rows[j])
        _0 = torch.copy_(torch.slice(row, 1, 0, time, 1), prompt[i])
    return torch.len(rows)

  def attend(self: __torch__.LM, q: Tensor, keys: Tensor, values: Tensor, hidden: Tensor) -> Tensor:
    rows = torch.size(keys, 0)
    capacity = torch.size(keys, 2)
    group = self.heads // self.kv_heads
    flat = torch.reshape(q, [rows * self.kv_heads, group, self.head_dim])
    k = torch.view(keys, [rows * self.kv_heads, capacity, self.head_dim])
    v = torch.view(values, [rows * self.kv_heads, capacity, self.head_dim])
    scores = torch.div(torch.bmm(flat, torch.transpose(k, 1, 2)), self.head_dim ** 0.5)
    masked = torch.masked_fill(torch.view(scores, [rows, self.kv_heads, group, capacity]), hidden, -1.0e30)
    weights = torch.to(torch.softmax(torch.to(masked, 6), -1), values)
    out = torch.bmm(torch.view(weights, [rows * self.kv_heads, group, capacity]), v)
    return torch.view(out, [rows, 1, self.heads * self.head_dim])

  def decode(self: __torch__.LM, tokens: Tensor, positions: Tensor, cache: List[Tensor], w: List[Tensor], cos: Tensor, sin: Tensor) -> Tensor:
    rows = torch.size(tokens, 0)
    capacity = torch.size(cache[0], 2)
    c = torch.view(torch.index_select(cos, 0, positions), [rows, 1, 1, self.head_dim])
    s = torch.view(torch.index_select(sin, 0, positions), [rows, 1, 1, self.head_dim])
    hidden = torch.gt(torch.arange(capacity, device=ops.prim.device(tokens)), torch.unsqueeze(positions, 1))
    hidden = torch.view(hidden, [rows, 1, 1, capacity])
    starts = torch.mul(torch.arange(rows * self.kv_heads, device=ops.prim.device(tokens)), capacity)
    cells = torch.view(torch.add(torch.view(starts, [rows, self.kv_heads]), torch.unsqueeze(positions, 1)), [-1])
    x = torch.embedding(w[0], torch.unsqueeze(tokens, 1))
    for layer in range(self.layers):
      base = 3 + 7 * layer
      keys = cache[2 * layer]
      values = cache[2 * layer + 1]
      q, k, v = self.project(x, w, base, c, s)
      _0 = torch.index_copy_(torch.view(keys, [-1, self.head_dim]), 0, cells, torch.reshape(k, [-1, self.head_dim]))
      _1 = torch.index_copy_(torch.view(values, [-1, self.head_dim]), 0, cells, torch.reshape(v, [-1, self.head_dim]))
      x = self.finish(x, self.attend(q, keys, values, hidden), w, base)
    normed = torch.rms_norm(torch.squeeze(x, 1), [torch.size(x, 2)], w[1], self.eps)
    return torch.linear(normed, w[2])

  def pick(self: __torch__.LM, mass: Tensor, draws: Tensor) -> Tensor:
    sums = torch.cumsum(mass, 1)
    last = torch.size(mass, 1) - 1
    target = torch.mul(torch.unsqueeze(draws, 1), torch.slice(sums, 1, last, last + 1, 1))
    return torch.clamp(torch.searchsorted(sums, target, right=True), None, last)

  def draw(self: __torch__.LM, logits: Tensor, draws: Tensor, temperature: Tensor, top_p: Tensor, top_k: Tensor, filtered: bool) -> Tensor:
    x = torch.to(logits, 7)
    mass = torch.softmax(torch.div(x, torch.unsqueeze(torch.clamp(temperature, 1.0e-6, None), 1)), -1)
    chosen = torch.squeeze(self.pick(mass, draws), 1)
    if filtered:
      ordered, index = torch.sort(mass, stable=True, dim=1, descending=True)
      before = torch.sub(torch.cumsum(ordered, 1), ordered)
      rank = torch.unsqueeze(torch.arange(torch.size(mass, 1), device=ops.prim.device(logits)), 0)
      limit = torch.unsqueeze(torch.where(torch.gt(top_k, 0), top_k, torch.size(mass, 1)), 1)
      kept = torch.logical_and(torch.lt(before, torch.unsqueeze(top_p, 1)), torch.lt(rank, limit))
      place = self.pick(torch.mul(ordered, torch.to(kept, 7)), draws)
      some = torch.squeeze(torch.gather(index, 1, place), 1)
      chosen = torch.where(torch.logical_or(torch.lt(top_p, 1.), torch.gt(top_k, 0)), some, chosen)
    return torch.where(torch.le(temperature, 0.), torch.argmax(x, 1), chosen)

  def typed(self: __torch__.LM, x: Tensor, kind: int) -> Tensor:
    return torch.to(x, kind)

  def step(self: __torch__.LM, tokens: Tensor, positions: Tensor, cache: List[Tensor], w: List[Tensor], cos: Tensor, sin: Tensor, draws: Tensor, temperature: Tensor, top_p: Tensor, top_k: Tensor, filtered: bool) -> Tensor:
    logits = self.decode(tokens, positions, cache, w, cos, sin)
    return self.draw(logits, draws, temperature, top_p, top_k, filtered)
