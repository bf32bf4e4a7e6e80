/**
 * Runs in a worker: all of the API, without a page.
 */
import { useEverything } from "../../api/user/program.ts";

self.onmessage = ({ data }: MessageEvent<"webgpu" | "cpu">) => {
  void useEverything(data).then(
    (answer) => self.postMessage(answer),
    (error: unknown) => self.postMessage(String(error)),
  );
};
