// OpenAI's chat completions over llama.cpp, for tests: node server.mjs FILE.gguf MODEL_NAME
// Prints "port N" once it listens on 127.0.0.1, and ends when its standard input is closed.
import crypto from "node:crypto";
import http from "node:http";
import { Template } from "@huggingface/jinja";
import { getLlama, LlamaLogLevel } from "node-llama-cpp";

const SEQUENCES = 8;
const MAX_BODY_BYTES = 1 << 20;

class HttpError extends Error {
  constructor(status, message, code = null) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Lends a fixed number of context sequences; whoever finds none waits for its turn. */
class Sequences {
  constructor(free) {
    this.free = free;
    this.waiting = [];
  }

  async use(action) {
    const sequence = this.free.pop() ?? (await new Promise((resolve) => this.waiting.push(resolve)));
    try {
      await sequence.clearHistory();
      return await action(sequence);
    } finally {
      const next = this.waiting.shift();
      if (next) {
        next(sequence);
      } else {
        this.free.push(sequence);
      }
    }
  }
}

/** The GGUF's own chat template, and what the tokenizer gives it. */
function chatTemplate(template, tokenizer) {
  const special = {
    bos_token: tokenizer.tokens[tokenizer.bos_token_id],
    eos_token: tokenizer.tokens[tokenizer.eos_token_id],
  };
  const render = (messages, generates) =>
    template.render({ ...special, messages, add_generation_prompt: generates });
  return ({ messages, continue_final_message: continues, add_generation_prompt: generates }) => {
    if (!continues) {
      return render(messages, generates ?? true);
    }
    if (generates !== false) {
      throw new HttpError(400, "continue_final_message needs add_generation_prompt to be false");
    }
    const text = render(messages, false);
    const begun = messages.at(-1).content;
    return text.slice(0, text.lastIndexOf(begun) + begun.length);
  };
}

function check(request, model) {
  if (request.model !== model) {
    throw new HttpError(404, `The model '${request.model}' does not exist.`, "model_not_found");
  }
  const texts = Array.isArray(request.messages) && request.messages.length > 0
    && request.messages.every((message) => typeof message.content === "string");
  if (!texts) {
    throw new HttpError(400, "messages: want a list of messages with texts as content");
  }
  if (request.stream) {
    throw new HttpError(400, "stream: this server does not stream");
  }
}

/** Samples one choice. Every sampled token is counted, the one that ends the response too. */
async function choice(sequence, model, prompt, request, index) {
  const room = Math.min(request.max_tokens ?? Infinity, sequence.contextSize - prompt.length);
  const stops = [request.stop ?? []].flat();
  const options = {
    temperature: request.temperature ?? 1,
    topK: request.top_k ?? 0,
    topP: request.top_p ?? 1,
    // Left to itself the library takes the time in seconds, the same for all choices.
    seed: request.seed === undefined ? crypto.randomInt(2 ** 32) : (request.seed + index) >>> 0,
    yieldEogToken: true,
  };
  const said = [];
  let text = "";
  for await (const token of sequence.evaluate(prompt, options)) {
    if (model.isEogToken(token)) {
      return { text, tokens: said.length + 1, reason: "stop" };
    }
    said.push(token);
    text = model.detokenize(said);
    const cuts = stops.map((stop) => text.indexOf(stop)).filter((at) => at >= 0);
    if (cuts.length > 0) {
      return { text: text.slice(0, Math.min(...cuts)), tokens: said.length, reason: "stop" };
    }
    if (said.length >= room) {
      break;
    }
  }
  return { text, tokens: said.length, reason: "length" };
}

function completion(name, prompt, choices) {
  const tokens = choices.reduce((sum, each) => sum + each.tokens, 0);
  return {
    object: "chat.completion",
    created: Math.floor(Date.now() / 1000),
    model: name,
    choices: choices.map((each, index) => ({
      index,
      message: { role: "assistant", content: each.text },
      finish_reason: each.reason,
    })),
    usage: {
      prompt_tokens: prompt.length,
      completion_tokens: tokens,
      total_tokens: prompt.length + tokens,
    },
  };
}

async function body(incoming) {
  const parts = [];
  let bytes = 0;
  for await (const part of incoming) {
    bytes += part.length;
    if (bytes > MAX_BODY_BYTES) {
      throw new HttpError(413, "the request is too large");
    }
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString("utf8"));
  } catch (error) {
    throw new HttpError(400, `the request is no JSON: ${error.message}`);
  }
}

const [file, name] = process.argv.slice(2);
const llama = await getLlama({
  gpu: false, build: "never", skipDownload: true, logLevel: LlamaLogLevel.warn, maxThreads: 1,
});
const model = await llama.loadModel({ modelPath: file }).catch(async (error) => {
  // llama.cpp's own messages, which say why, come a moment later.
  await new Promise((resolve) => setTimeout(resolve, 500));
  throw error;
});
// Keys and values in full precision and no fused attention, so that the sums are those of float32.
const context = await model.createContext({
  sequences: SEQUENCES,
  contextSize: model.trainContextSize,
  flashAttention: false,
  experimentalKvCacheKeyType: "F32",
  experimentalKvCacheValueType: "F32",
});
const sequences = new Sequences(Array.from({ length: SEQUENCES }, () => context.getSequence()));
const { ggml, chat_template: template } = model.fileInfo.metadata.tokenizer;
const render = chatTemplate(new Template(template), ggml);

async function complete(request) {
  check(request, name);
  const prompt = model.tokenize(render(request), true);
  if (prompt.length >= model.trainContextSize) {
    throw new HttpError(400, `This model's maximum context length is ${model.trainContextSize} tokens.`
      + ` However, your messages resulted in ${prompt.length} tokens.`, "context_length_exceeded");
  }
  const indices = Array.from({ length: request.n ?? 1 }, (_, index) => index);
  return completion(name, prompt, await Promise.all(indices.map((index) =>
    sequences.use((sequence) => choice(sequence, model, prompt, request, index)))));
}

async function answer(incoming) {
  switch (`${incoming.method} ${incoming.url}`) {
    case "GET /v1/models":
      return { object: "list", data: [{ id: name, object: "model", owned_by: "test" }] };
    case "POST /v1/chat/completions":
      return complete(await body(incoming));
    default:
      throw new HttpError(404, `nothing is at ${incoming.url}`);
  }
}

const server = http.createServer(async (incoming, outgoing) => {
  const [status, content] = await answer(incoming).then(
    (content) => [200, content],
    (error) => {
      const status = error.status ?? 500;
      if (status === 500) {
        console.error(error);
      }
      return [status, { error: { message: error.message, code: error.code ?? null, type: "error" } }];
    });
  outgoing.writeHead(status, { "Content-Type": "application/json" });
  outgoing.end(JSON.stringify(content));
});
server.listen(0, "127.0.0.1", () => console.log(`port ${server.address().port}`));
process.stdin.resume().on("end", () => process.exit(0)).on("error", () => process.exit(0));
