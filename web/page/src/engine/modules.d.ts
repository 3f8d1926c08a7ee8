declare module "worker:source" {
    const source: string;
    export default source;
}
declare module "example:text" {
    const text: string;
    export default text;
}
