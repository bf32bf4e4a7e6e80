import nn from "nn-lang/vite";

export default { base: "./", build: { target: "es2022" }, plugins: [nn()] };
